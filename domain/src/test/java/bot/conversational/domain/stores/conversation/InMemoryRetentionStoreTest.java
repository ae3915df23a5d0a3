package bot.conversational.domain.stores.conversation;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.retention.RetentionStoreContract;
import bot.conversational.domain.stores.InMemoryDatabase.Receipt;
import bot.conversational.domain.stores.InMemoryStores;
import java.util.List;
import java.util.UUID;

class InMemoryRetentionStoreTest extends InMemoryStores implements RetentionStoreContract {

    @Override
    public List<ConversationId> receipt(UUID id) {
        Receipt receipt = database.receipts.get(id);
        return receipt == null ? List.of() : receipt.conversations();
    }
}
