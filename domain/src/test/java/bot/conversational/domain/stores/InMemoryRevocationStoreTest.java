package bot.conversational.domain.stores;

import bot.conversational.domain.revocation.RevocationStoreContract;

class InMemoryRevocationStoreTest extends InMemoryStores implements RevocationStoreContract {}
