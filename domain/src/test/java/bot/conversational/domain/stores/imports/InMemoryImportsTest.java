package bot.conversational.domain.stores.imports;

import bot.conversational.domain.stores.InMemoryStores;
import bot.conversational.domain.stores.conversation.InMemoryConversationArchive;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.jobs.ImportJobsContract;
import bot.conversational.domain.transfer.jobs.ImportQueue;
import bot.conversational.domain.transfer.jobs.ImportStore;

class InMemoryImportsTest extends InMemoryStores implements ImportJobsContract {

    @Override
    public ImportStore imports() {
        return database.imports;
    }

    @Override
    public ImportQueue queue() {
        return database.imports;
    }

    @Override
    public ConversationArchive archive() {
        return new InMemoryConversationArchive(database);
    }
}
