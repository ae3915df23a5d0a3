package bot.conversational.adapters.postgres;

import bot.conversational.domain.session.SessionStoreContract;

class JdbiSessionStoreIT extends JdbiStores implements SessionStoreContract {}
