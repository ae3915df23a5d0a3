package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.ConversationArchiveContract;

class JdbiConversationArchiveIT extends JdbiStores implements ConversationArchiveContract {

    @Override
    public ConversationArchive archive() {
        return new JdbiConversationArchive(jdbi);
    }
}
