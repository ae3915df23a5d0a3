package bot.conversational.domain.stores.chat;

import bot.conversational.domain.chat.turn.TurnStoreContextContract;
import bot.conversational.domain.chat.turn.TurnStoreContract;
import bot.conversational.domain.chat.turn.TurnStorePartsContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemoryTurnStoreTest extends InMemoryStores
        implements TurnStoreContract, TurnStoreContextContract, TurnStorePartsContract {}
