package bot.conversational.domain.stores.folders;

import bot.conversational.domain.folder.FiledConversationsContract;
import bot.conversational.domain.folder.FolderStoreContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemoryFoldersTest extends InMemoryStores implements FolderStoreContract, FiledConversationsContract {}
