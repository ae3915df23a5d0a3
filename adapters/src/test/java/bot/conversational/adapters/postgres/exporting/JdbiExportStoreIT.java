package bot.conversational.adapters.postgres.exporting;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.exporting.ExportStore;
import bot.conversational.domain.exporting.ExportStoreContract;

class JdbiExportStoreIT extends JdbiStores implements ExportStoreContract {

    @Override
    public ExportStore exports() {
        return new JdbiExportStore(jdbi);
    }
}
