package bot.conversational.adapters.postgres;

import bot.conversational.domain.chat.TurnStoreContract;

class JdbiTurnStoreIT extends JdbiStores implements TurnStoreContract {}
