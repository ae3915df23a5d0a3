package bot.conversational.domain.stores.conversation;

import bot.conversational.domain.conversation.ConversationStoreContract;
import bot.conversational.domain.conversation.TitleSearchContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemoryConversationStoreTest extends InMemoryStores implements ConversationStoreContract, TitleSearchContract {}
