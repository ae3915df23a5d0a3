package bot.conversational.domain.stores.conversation;

import bot.conversational.domain.conversation.FeedbackStoreContract;
import bot.conversational.domain.stores.InMemoryStores;

class InMemoryFeedbackStoreTest extends InMemoryStores implements FeedbackStoreContract {}
