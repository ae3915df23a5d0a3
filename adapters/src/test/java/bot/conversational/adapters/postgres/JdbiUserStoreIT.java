package bot.conversational.adapters.postgres;

import bot.conversational.domain.user.UserStoreContract;

class JdbiUserStoreIT extends JdbiStores implements UserStoreContract {}
