package bot.conversational.domain.stores.sharing;

import bot.conversational.domain.sharing.ShareStore;
import bot.conversational.domain.sharing.ShareStoreContract;
import bot.conversational.domain.sharing.copying.CopyRequests;
import bot.conversational.domain.stores.InMemoryStores;

class InMemorySharesTest extends InMemoryStores implements ShareStoreContract {

    private final InMemoryShares shares = new InMemoryShares(database);

    @Override
    public ShareStore shares() {
        return shares;
    }

    @Override
    public CopyRequests copies() {
        return shares;
    }
}
