package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.erasure.ErasureStoreContract;

class JdbiErasureStoreIT extends JdbiStores implements ErasureStoreContract {}
