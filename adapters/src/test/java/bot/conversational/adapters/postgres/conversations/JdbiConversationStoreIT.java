package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.conversation.ConversationStoreContract;
import bot.conversational.domain.conversation.TitleSearchContract;

class JdbiConversationStoreIT extends JdbiStores implements ConversationStoreContract, TitleSearchContract {}
