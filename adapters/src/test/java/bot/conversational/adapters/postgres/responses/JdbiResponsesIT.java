package bot.conversational.adapters.postgres.responses;

import bot.conversational.adapters.postgres.database.JdbiStores;

class JdbiResponsesIT extends JdbiStores implements JdbiResponses {}
