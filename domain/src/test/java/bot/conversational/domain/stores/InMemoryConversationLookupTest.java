package bot.conversational.domain.stores;

import bot.conversational.domain.conversation.ConversationLookup;
import bot.conversational.domain.conversation.ConversationLookupContract;

class InMemoryConversationLookupTest extends InMemoryStores implements ConversationLookupContract {

    @Override
    public ConversationLookup lookup() {
        return new InMemoryConversationLookup(database);
    }
}
