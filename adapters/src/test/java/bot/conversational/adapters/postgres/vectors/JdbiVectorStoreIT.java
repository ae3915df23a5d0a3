package bot.conversational.adapters.postgres.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.indexing.meaning.VectorStore;
import bot.conversational.domain.indexing.meaning.VectorStore.Scope;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.meaning.VectorSearch;
import bot.conversational.domain.stores.Dialogue;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The followers on real tables, in a database of its own: all that is in it is embedded. */
class JdbiVectorStoreIT extends JdbiStores implements JdbiVectors {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final HashedEmbeddings model = new HashedEmbeddings("hashed-" + UUID.randomUUID());
    private final VectorStore vectors = new JdbiVectorStore(jdbi);

    JdbiVectorStoreIT() {
        super(DATABASE);
    }

    @Override
    public VectorStore vectors() {
        return vectors;
    }

    @Override
    public HashedEmbeddings model() {
        return model;
    }

    @Test
    void eachMessageShouldGetTheVectorsOfItsOwnText() {
        Dialogue dialogue = Dialogue.of(stores());
        List<String> texts = List.of("red apples", "ripe green pears", "a lot of sweet plums", "cherry trees");
        dialogue.exchange(texts.get(0), texts.get(1));
        dialogue.exchange(texts.get(2), texts.get(3));
        follow(Scope.ALL);

        VectorSearch search = new JdbiVectorSearch(jdbi);
        for (String text : texts) {
            List<VectorSearch.Near> near = search.nearest(
                    dialogue.user(), model.name(), model.query(text), MessageQuery.Filters.NONE, Optional.empty(), 1);
            assertThat(near).singleElement().satisfies(it -> {
                assertThat(it.message().content()).isEqualTo(text);
                assertThat(it.cosine()).isCloseTo(1, within(1e-3));
            });
        }
        assertThat(model.batches()).as("not more at once than it may").allMatch(it -> it <= 2);
    }
}
