package bot.conversational.domain.stores.keys;

import bot.conversational.domain.apikey.ApiKeyStoreContract;
import bot.conversational.domain.apikey.KeysOfAccountsContract;
import bot.conversational.domain.apikey.ServiceKeyStoreContract;
import bot.conversational.domain.stores.InMemoryStores;
import org.junit.jupiter.api.Nested;

class InMemoryApiKeyStoreTest extends InMemoryStores implements ApiKeyStoreContract {

    @Nested
    class OfAccounts extends InMemoryStores implements KeysOfAccountsContract {}

    @Nested
    class OfServices extends InMemoryStores implements ServiceKeyStoreContract {}
}
