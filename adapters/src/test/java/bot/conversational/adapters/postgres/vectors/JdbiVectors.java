package bot.conversational.adapters.postgres.vectors;

import bot.conversational.adapters.postgres.conversations.JdbiLeftoverStore;
import bot.conversational.domain.conversation.editing.LeftoverStore;
import bot.conversational.domain.indexing.maintenance.VectorContents;
import bot.conversational.domain.indexing.meaning.VectorStoreContract;
import bot.conversational.domain.user.UserId;
import org.jdbi.v3.core.Jdbi;

/** Lets the stores of vectors pass their contract on any database. What a node remembers is in the {@link #vectors store}. */
public interface JdbiVectors extends VectorStoreContract {

    Jdbi jdbi();

    @Override
    default VectorContents contents() {
        return new JdbiVectorContents(jdbi());
    }

    @Override
    default void ask(UserId user) {
        new JdbiVectorSearch(jdbi()).filled(user, model().name());
    }

    @Override
    default void deleteLeftovers(UserId user) {
        LeftoverStore leftovers = new JdbiLeftoverStore(jdbi());
        while (leftovers.deleteSome(user)) {
            // more
        }
    }
}
