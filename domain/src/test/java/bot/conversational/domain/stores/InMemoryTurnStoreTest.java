package bot.conversational.domain.stores;

import bot.conversational.domain.chat.TurnStoreContract;

class InMemoryTurnStoreTest extends InMemoryStores implements TurnStoreContract {}
