package bot.conversational.domain.stores;

import bot.conversational.domain.upkeep.MaintenanceStoresContract;

class InMemoryMaintenanceStoresTest extends InMemoryStores implements MaintenanceStoresContract {

    private final MaintenanceStores upkeep = database.upkeep();

    @Override
    public MaintenanceStores upkeep() {
        return upkeep;
    }
}
