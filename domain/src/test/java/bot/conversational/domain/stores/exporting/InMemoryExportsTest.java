package bot.conversational.domain.stores.exporting;

import bot.conversational.domain.exporting.ExportStore;
import bot.conversational.domain.exporting.ExportStoreContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemoryExportsTest extends InMemoryStores implements ExportStoreContract {

    private final InMemoryExports exports = new InMemoryExports(database);

    @Override
    public ExportStore exports() {
        return exports;
    }
}
