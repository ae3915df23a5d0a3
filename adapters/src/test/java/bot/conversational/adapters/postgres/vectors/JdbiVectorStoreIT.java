package bot.conversational.adapters.postgres.vectors;

import bot.conversational.adapters.postgres.conversations.JdbiLeftoverStore;
import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.conversation.editing.LeftoverStore;
import bot.conversational.domain.indexing.maintenance.VectorContents;
import bot.conversational.domain.indexing.meaning.VectorStore;
import bot.conversational.domain.indexing.meaning.VectorStoreContract;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.user.UserId;
import java.util.UUID;

/** The followers on real tables, in a database of its own: all that is in it is embedded. */
class JdbiVectorStoreIT extends JdbiStores implements VectorStoreContract {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final HashedEmbeddings model = new HashedEmbeddings("hashed-" + UUID.randomUUID());
    private final VectorStore vectors = new JdbiVectorStore(jdbi);
    private final VectorContents contents = new JdbiVectorContents(jdbi);
    private final LeftoverStore leftovers = new JdbiLeftoverStore(jdbi);

    JdbiVectorStoreIT() {
        super(DATABASE);
    }

    @Override
    public VectorStore vectors() {
        return vectors;
    }

    @Override
    public VectorContents contents() {
        return contents;
    }

    @Override
    public HashedEmbeddings model() {
        return model;
    }

    @Override
    public void ask(UserId user) {
        new JdbiVectorSearch(jdbi).filled(user, model.name());
    }

    @Override
    public void deleteLeftovers(UserId user) {
        while (leftovers.deleteSome(user)) {
            // more
        }
    }
}
