package bot.conversational.adapters.postgres;

import bot.conversational.domain.conversation.ConversationStoreContract;

class JdbiConversationStoreIT extends JdbiStores implements ConversationStoreContract {}
