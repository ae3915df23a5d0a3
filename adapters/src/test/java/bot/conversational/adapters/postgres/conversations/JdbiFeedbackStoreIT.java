package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.conversation.FeedbackStoreContract;

class JdbiFeedbackStoreIT extends JdbiStores implements FeedbackStoreContract {}
