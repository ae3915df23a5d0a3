package bot.conversational.domain.stores.administration;

import bot.conversational.domain.administration.LastAdministratorContract;
import bot.conversational.domain.administration.ManagedUserStoreContract;
import bot.conversational.domain.administration.PasswordTokenStoreContract;
import bot.conversational.domain.audit.AuditLogContract;
import bot.conversational.domain.ratelimit.ChangedLimitsContract;
import bot.conversational.domain.stores.InMemoryStores;
import org.junit.jupiter.api.Nested;

class InMemoryAdministrationTest extends InMemoryStores implements ManagedUserStoreContract {

    @Nested
    class LastAdministrator extends InMemoryStores implements LastAdministratorContract {}

    @Nested
    class Tokens extends InMemoryStores implements PasswordTokenStoreContract {}

    @Nested
    class Audit extends InMemoryStores implements AuditLogContract {}

    @Nested
    class Limits extends InMemoryStores implements ChangedLimitsContract {}
}
