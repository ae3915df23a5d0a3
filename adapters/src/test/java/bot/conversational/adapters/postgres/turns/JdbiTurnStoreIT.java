package bot.conversational.adapters.postgres.turns;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.chat.turn.TurnStoreContextContract;
import bot.conversational.domain.chat.turn.TurnStoreContract;
import bot.conversational.domain.chat.turn.TurnStorePartsContract;

class JdbiTurnStoreIT extends JdbiStores
        implements TurnStoreContract, TurnStoreContextContract, TurnStorePartsContract {}
