package bot.conversational.domain.stores;

import bot.conversational.domain.user.UserStoreContract;

class InMemoryUserStoreTest extends InMemoryStores implements UserStoreContract {}
