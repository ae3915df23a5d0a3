package bot.conversational.domain.stores.files;

import bot.conversational.domain.files.FileStoreContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemoryFileStoreTest extends InMemoryStores implements FileStoreContract {}
