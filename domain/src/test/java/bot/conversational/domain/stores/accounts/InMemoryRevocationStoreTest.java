package bot.conversational.domain.stores.accounts;

import bot.conversational.domain.revocation.RevocationStoreContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemoryRevocationStoreTest extends InMemoryStores implements RevocationStoreContract {}
