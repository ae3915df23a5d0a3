package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.conversation.ConversationStoreContract;

class JdbiConversationStoreIT extends JdbiStores implements ConversationStoreContract {}
