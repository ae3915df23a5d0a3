package bot.conversational.domain.stores.responses;

import bot.conversational.domain.responses.ItemStore;
import bot.conversational.domain.responses.ItemStoreContract;
import bot.conversational.domain.responses.MetadataStore;
import bot.conversational.domain.responses.ResponseStore;
import bot.conversational.domain.responses.ResponseStoreContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemoryResponsesTest extends InMemoryStores implements ResponseStoreContract, ItemStoreContract {

    private final InMemoryResponses responses = new InMemoryResponses(database);

    @Override
    public ResponseStore responses() {
        return responses;
    }

    @Override
    public ItemStore items() {
        return responses;
    }

    @Override
    public MetadataStore metadata() {
        return responses;
    }
}
