package bot.conversational.adapters.postgres.exporting;

import bot.conversational.adapters.postgres.database.JdbiStores;

class JdbiExportSourceIT extends JdbiStores implements JdbiExports {}
