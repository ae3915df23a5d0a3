package bot.conversational.domain.stores;

import bot.conversational.domain.erasure.ErasureStoreContract;

class InMemoryErasureStoreTest extends InMemoryStores implements ErasureStoreContract {}
