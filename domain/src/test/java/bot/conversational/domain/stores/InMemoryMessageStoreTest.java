package bot.conversational.domain.stores;

import bot.conversational.domain.conversation.MessageStoreContract;

class InMemoryMessageStoreTest extends InMemoryStores implements MessageStoreContract {}
