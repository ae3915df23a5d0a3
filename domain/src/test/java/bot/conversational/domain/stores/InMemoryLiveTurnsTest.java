package bot.conversational.domain.stores;

import bot.conversational.domain.chat.LiveTurnStoresContract;

class InMemoryLiveTurnsTest extends InMemoryStores implements LiveTurnStoresContract {}
