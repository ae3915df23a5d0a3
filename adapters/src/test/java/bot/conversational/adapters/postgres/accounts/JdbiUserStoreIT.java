package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.user.UserStoreContract;

class JdbiUserStoreIT extends JdbiStores implements UserStoreContract {}
