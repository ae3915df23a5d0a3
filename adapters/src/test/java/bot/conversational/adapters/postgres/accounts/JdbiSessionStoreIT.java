package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.session.ChangedAccountContract;
import bot.conversational.domain.session.SessionStoreContract;
import org.junit.jupiter.api.Nested;

class JdbiSessionStoreIT extends JdbiStores implements SessionStoreContract {

    @Nested
    class ChangedAccount extends JdbiStores implements ChangedAccountContract {}
}
