package bot.conversational.domain.stores;

import bot.conversational.domain.shared.Outage;

/** Lets the fakes pass the contracts of the stores. */
public abstract class InMemoryStores implements StoreContract {

    public final InMemoryDatabase database = new InMemoryDatabase();
    private final Stores stores = database.stores();

    @Override
    public Stores stores() {
        return stores;
    }

    @Override
    public Outage outage() {
        return database.outage();
    }
}
