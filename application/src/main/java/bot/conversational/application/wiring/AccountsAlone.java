package bot.conversational.application.wiring;

import bot.conversational.adapters.local.Uuid7Source;
import bot.conversational.adapters.passwords.Argon2PasswordHasher;
import bot.conversational.adapters.passwords.ZxcvbnCommonPasswords;
import bot.conversational.adapters.postgres.accounts.JdbiUserStore;
import bot.conversational.adapters.postgres.database.PostgresJdbi;
import bot.conversational.adapters.postgres.database.PostgresPool;
import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.config.PostgresConfiguration;
import bot.conversational.domain.user.PasswordRules;
import bot.conversational.domain.user.RegisterUser;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The accounts without the rest of the service, for commands: PostgreSQL is all that they need. */
public final class AccountsAlone implements AutoCloseable {

    private static final int CONNECTIONS = 2;

    private final HikariDataSource pool;

    private AccountsAlone(HikariDataSource pool) {
        this.pool = pool;
    }

    public static AccountsAlone open(ConversationalBotConfiguration configuration) {
        PostgresConfiguration postgres = configuration.postgres();
        return new AccountsAlone(PostgresPool.open(
                postgres.url(), postgres.user(), postgres.password().reveal(), CONNECTIONS));
    }

    public RegisterUser registerUser() {
        return new RegisterUser(
                new JdbiUserStore(PostgresJdbi.create(pool)),
                new Argon2PasswordHasher(new SecureRandom()),
                new PasswordRules(new ZxcvbnCommonPasswords()),
                new Uuid7Source(InstantSource.system()),
                InstantSource.system());
    }

    @Override
    public void close() {
        pool.close();
    }
}
