package bot.conversational.adapters.postgres;

import bot.conversational.domain.conversation.ConversationLookup;
import bot.conversational.domain.conversation.ConversationLookupContract;

class JdbiConversationLookupIT extends JdbiStores implements ConversationLookupContract {

    @Override
    public ConversationLookup lookup() {
        return new JdbiConversationLookup(jdbi);
    }
}
