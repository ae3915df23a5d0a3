package bot.conversational.adapters.postgres;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.Frozen;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.Stores;
import org.jdbi.v3.core.Jdbi;

/** Lets the adapters pass the contracts of the stores; away is frozen, which is worse than stopped. */
abstract class JdbiStores implements StoreContract {

    final Jdbi jdbi = TestDatabase.shared().jdbi();
    private final Stores stores = TestDatabase.stores(jdbi);

    @Override
    public Stores stores() {
        return stores;
    }

    @Override
    public Outage outage() {
        Frozen frozen = Frozen.freeze(Engines.postgres());
        return frozen::close;
    }
}
