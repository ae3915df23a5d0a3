package bot.conversational.adapters.postgres.folders;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.folder.FiledConversationsContract;
import bot.conversational.domain.folder.FolderStoreContract;

class JdbiFolderStoreIT extends JdbiStores implements FolderStoreContract, FiledConversationsContract {}
