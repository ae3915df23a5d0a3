package bot.conversational.domain.stores.indexing;

import bot.conversational.domain.indexing.maintenance.MaintenanceStoresContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemoryMaintenanceStoresTest extends InMemoryStores implements MaintenanceStoresContract {

    private final MaintenanceStores upkeep = database.upkeep();

    @Override
    public MaintenanceStores upkeep() {
        return upkeep;
    }
}
