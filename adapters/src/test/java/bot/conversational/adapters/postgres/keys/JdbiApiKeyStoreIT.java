package bot.conversational.adapters.postgres.keys;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.apikey.ApiKeyStoreContract;
import bot.conversational.domain.apikey.KeysOfAccountsContract;
import bot.conversational.domain.apikey.ServiceKeyStoreContract;
import org.junit.jupiter.api.Nested;

class JdbiApiKeyStoreIT extends JdbiStores implements ApiKeyStoreContract {

    @Nested
    class OfAccounts extends JdbiStores implements KeysOfAccountsContract {}

    @Nested
    class OfServices extends JdbiStores implements ServiceKeyStoreContract {}
}
