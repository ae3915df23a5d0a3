package bot.conversational.adapters.postgres.imports;

import bot.conversational.adapters.postgres.conversations.JdbiConversationArchive;
import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.jobs.ImportJobsContract;
import bot.conversational.domain.transfer.jobs.ImportQueue;
import bot.conversational.domain.transfer.jobs.ImportStore;

class JdbiImportsIT extends JdbiStores implements ImportJobsContract {

    @Override
    public ImportStore imports() {
        return new JdbiImportStore(jdbi);
    }

    @Override
    public ImportQueue queue() {
        return new JdbiImportQueue(jdbi);
    }

    @Override
    public ConversationArchive archive() {
        return new JdbiConversationArchive(jdbi);
    }
}
