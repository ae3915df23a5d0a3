package bot.conversational.domain.stores;

import bot.conversational.domain.conversation.ConversationStoreContract;

class InMemoryConversationStoreTest extends InMemoryStores implements ConversationStoreContract {}
