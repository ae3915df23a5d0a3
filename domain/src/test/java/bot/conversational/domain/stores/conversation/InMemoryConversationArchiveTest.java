package bot.conversational.domain.stores.conversation;

import bot.conversational.domain.stores.InMemoryStores;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.ConversationArchiveContract;

class InMemoryConversationArchiveTest extends InMemoryStores implements ConversationArchiveContract {

    @Override
    public ConversationArchive archive() {
        return new InMemoryConversationArchive(database);
    }
}
