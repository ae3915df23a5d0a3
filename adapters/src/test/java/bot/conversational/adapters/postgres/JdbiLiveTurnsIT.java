package bot.conversational.adapters.postgres;

import bot.conversational.domain.chat.LiveTurnStoresContract;

class JdbiLiveTurnsIT extends JdbiStores implements LiveTurnStoresContract {}
