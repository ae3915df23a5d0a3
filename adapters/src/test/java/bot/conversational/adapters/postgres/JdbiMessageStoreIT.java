package bot.conversational.adapters.postgres;

import bot.conversational.domain.conversation.MessageStoreContract;

class JdbiMessageStoreIT extends JdbiStores implements MessageStoreContract {}
