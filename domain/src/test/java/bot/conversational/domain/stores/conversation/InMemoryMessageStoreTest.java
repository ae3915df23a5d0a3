package bot.conversational.domain.stores.conversation;

import bot.conversational.domain.conversation.MessageStoreContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemoryMessageStoreTest extends InMemoryStores implements MessageStoreContract {}
