package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.administration.LastAdministratorContract;
import bot.conversational.domain.administration.ManagedUserStoreContract;
import bot.conversational.domain.administration.PasswordTokenStoreContract;
import bot.conversational.domain.ratelimit.ChangedLimitsContract;
import org.junit.jupiter.api.Nested;

class JdbiManagedUserStoreIT extends JdbiStores implements ManagedUserStoreContract {

    @Nested
    class LastAdministrator extends JdbiStores implements LastAdministratorContract {

        LastAdministrator() {
            super(TestDatabase.create());
        }
    }

    @Nested
    class Tokens extends JdbiStores implements PasswordTokenStoreContract {}

    @Nested
    class Limits extends JdbiStores implements ChangedLimitsContract {}
}
