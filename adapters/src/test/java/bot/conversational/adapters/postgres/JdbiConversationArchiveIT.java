package bot.conversational.adapters.postgres;

import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.ConversationArchiveContract;

class JdbiConversationArchiveIT extends JdbiStores implements ConversationArchiveContract {

    @Override
    public ConversationArchive archive() {
        return new JdbiConversationArchive(jdbi);
    }
}
