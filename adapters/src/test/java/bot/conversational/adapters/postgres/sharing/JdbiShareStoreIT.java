package bot.conversational.adapters.postgres.sharing;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.sharing.ShareStore;
import bot.conversational.domain.sharing.ShareStoreContract;
import bot.conversational.domain.sharing.copying.CopyRequests;

class JdbiShareStoreIT extends JdbiStores implements ShareStoreContract {

    @Override
    public ShareStore shares() {
        return new JdbiShareStore(jdbi);
    }

    @Override
    public CopyRequests copies() {
        return new JdbiCopyRequests(jdbi);
    }
}
