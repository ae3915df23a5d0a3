package bot.conversational.adapters.postgres.turns;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.chat.generation.TokenBudgetContract;
import bot.conversational.domain.chat.recovery.LiveTurnPartsContract;
import bot.conversational.domain.chat.recovery.LiveTurnStoresContract;

class JdbiLiveTurnsIT extends JdbiStores
        implements LiveTurnStoresContract, LiveTurnPartsContract, TokenBudgetContract {}
