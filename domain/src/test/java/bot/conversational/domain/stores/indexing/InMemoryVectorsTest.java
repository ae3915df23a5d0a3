package bot.conversational.domain.stores.indexing;

import bot.conversational.domain.indexing.maintenance.VectorContents;
import bot.conversational.domain.indexing.meaning.VectorStore;
import bot.conversational.domain.indexing.meaning.VectorStoreContract;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.stores.InMemoryStores;
import bot.conversational.domain.user.UserId;

class InMemoryVectorsTest extends InMemoryStores implements VectorStoreContract {

    private final InMemoryVectors vectors = new InMemoryVectors(database);
    private final HashedEmbeddings model = new HashedEmbeddings("hashed");

    @Override
    public VectorStore vectors() {
        return vectors;
    }

    @Override
    public VectorContents contents() {
        return vectors;
    }

    @Override
    public HashedEmbeddings model() {
        return model;
    }

    @Override
    public void ask(UserId user) {
        vectors.ask(model.name(), user);
    }

    @Override
    public void deleteLeftovers(UserId user) {
        // What is deleted is gone at once.
    }
}
