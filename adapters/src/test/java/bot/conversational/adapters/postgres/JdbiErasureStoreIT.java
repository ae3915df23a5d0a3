package bot.conversational.adapters.postgres;

import bot.conversational.domain.erasure.ErasureStoreContract;

class JdbiErasureStoreIT extends JdbiStores implements ErasureStoreContract {}
