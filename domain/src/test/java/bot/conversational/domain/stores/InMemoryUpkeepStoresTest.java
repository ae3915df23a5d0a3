package bot.conversational.domain.stores;

import bot.conversational.domain.upkeep.UpkeepStoresContract;

class InMemoryUpkeepStoresTest extends InMemoryStores implements UpkeepStoresContract {

    private final UpkeepStores upkeep = database.upkeep();

    @Override
    public UpkeepStores upkeep() {
        return upkeep;
    }
}
