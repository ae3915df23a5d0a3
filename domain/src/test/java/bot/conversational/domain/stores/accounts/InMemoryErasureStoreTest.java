package bot.conversational.domain.stores.accounts;

import bot.conversational.domain.erasure.ErasureStoreContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemoryErasureStoreTest extends InMemoryStores implements ErasureStoreContract {}
