package bot.conversational.domain.stores.conversation;

import bot.conversational.domain.conversation.ConversationLookup;
import bot.conversational.domain.conversation.ConversationLookupContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemoryConversationLookupTest extends InMemoryStores implements ConversationLookupContract {

    @Override
    public ConversationLookup lookup() {
        return new InMemoryConversationLookup(database);
    }
}
