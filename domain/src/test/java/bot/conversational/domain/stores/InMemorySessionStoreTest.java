package bot.conversational.domain.stores;

import bot.conversational.domain.session.SessionStoreContract;

class InMemorySessionStoreTest extends InMemoryStores implements SessionStoreContract {}
