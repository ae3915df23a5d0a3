package bot.conversational.adapters.postgres;

import bot.conversational.domain.revocation.RevocationStoreContract;

class JdbiRevocationStoreIT extends JdbiStores implements RevocationStoreContract {}
