package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.session.SessionStoreContract;

class JdbiSessionStoreIT extends JdbiStores implements SessionStoreContract {}
