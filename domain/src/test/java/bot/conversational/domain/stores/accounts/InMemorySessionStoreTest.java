package bot.conversational.domain.stores.accounts;

import bot.conversational.domain.session.ChangedAccountContract;
import bot.conversational.domain.session.SessionStoreContract;
import bot.conversational.domain.stores.InMemoryStores;
import org.junit.jupiter.api.Nested;

class InMemorySessionStoreTest extends InMemoryStores implements SessionStoreContract {

    @Nested
    class ChangedAccount extends InMemoryStores implements ChangedAccountContract {}
}
