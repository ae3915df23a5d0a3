package bot.conversational.domain.stores.accounts;

import bot.conversational.domain.session.SessionStoreContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemorySessionStoreTest extends InMemoryStores implements SessionStoreContract {}
