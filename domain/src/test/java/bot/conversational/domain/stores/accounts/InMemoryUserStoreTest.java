package bot.conversational.domain.stores.accounts;

import bot.conversational.domain.stores.InMemoryStores;
import bot.conversational.domain.user.UserStoreContract;

class InMemoryUserStoreTest extends InMemoryStores implements UserStoreContract {}
