package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.conversation.MessageStoreContract;

class JdbiMessageStoreIT extends JdbiStores implements MessageStoreContract {}
