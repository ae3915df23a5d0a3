package bot.conversational.domain.stores.chat;

import bot.conversational.domain.chat.generation.TokenBudgetContract;
import bot.conversational.domain.chat.recovery.LiveTurnPartsContract;
import bot.conversational.domain.chat.recovery.LiveTurnStoresContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemoryLiveTurnsTest extends InMemoryStores
        implements LiveTurnStoresContract, LiveTurnPartsContract, TokenBudgetContract {}
