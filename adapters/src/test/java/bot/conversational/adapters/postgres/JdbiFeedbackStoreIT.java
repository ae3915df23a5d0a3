package bot.conversational.adapters.postgres;

import bot.conversational.domain.conversation.FeedbackStoreContract;

class JdbiFeedbackStoreIT extends JdbiStores implements FeedbackStoreContract {}
