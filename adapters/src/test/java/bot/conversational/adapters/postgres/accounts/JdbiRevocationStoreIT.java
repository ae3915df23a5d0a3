package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.revocation.RevocationStoreContract;

class JdbiRevocationStoreIT extends JdbiStores implements RevocationStoreContract {}
