package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.conversation.ConversationLookup;
import bot.conversational.domain.conversation.ConversationLookupContract;

class JdbiConversationLookupIT extends JdbiStores implements ConversationLookupContract {

    @Override
    public ConversationLookup lookup() {
        return new JdbiConversationLookup(jdbi);
    }
}
