package bot.conversational.domain.stores;

import bot.conversational.domain.conversation.FeedbackStoreContract;

class InMemoryFeedbackStoreTest extends InMemoryStores implements FeedbackStoreContract {}
