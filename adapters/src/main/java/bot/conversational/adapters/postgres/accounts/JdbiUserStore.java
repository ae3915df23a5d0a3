package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.user.AccountEdit;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import bot.conversational.domain.user.UserStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * {@link UserStore} on the table {@code users}; its unique index decides who gets an address. An account without a hash
 * is being erased.
 */
public final class JdbiUserStore implements UserStore {

    private final PostgresGuard calls;

    public JdbiUserStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public boolean add(Credentials credentials) {
        User user = credentials.user();
        return calls.call(handle -> handle.createUpdate("""
                        insert into users (id, email, email_key, display_name, password_hash, role, created_at)
                        select :id, :email, :emailKey, :displayName, :passwordHash, :role, :createdAt
                         where not exists (select from users where email_key = :formerKey)
                        on conflict (email_key) do nothing
                        """)
                        .bind("id", user.id())
                        .bind("email", user.email().value())
                        .bind("emailKey", user.email().key())
                        .bind("formerKey", user.email().formerKey())
                        .bind("displayName", user.displayName())
                        .bind("passwordHash", credentials.passwordHash().value())
                        .bind("role", user.role())
                        .bind("createdAt", user.createdAt())
                        .execute())
                == 1;
    }

    @Override
    public Optional<User> find(UserId id) {
        return calls.call(handle -> handle.createQuery("""
                        select id, email, display_name, role, suspended_at, retention_days, created_at
                          from users
                         where id = :id and password_hash <> ''
                        """)
                .bind("id", id)
                .map((row, context) -> UserRow.user(row))
                .findOne());
    }

    @Override
    public Optional<Credentials> credentials(UserId id) {
        return calls.call(handle -> handle.createQuery("""
                        select id, email, display_name, role, suspended_at, retention_days, created_at, password_hash
                          from users
                         where id = :id and password_hash <> ''
                        """)
                .bind("id", id)
                .map((row, context) -> credentials(row))
                .findOne());
    }

    @Override
    public Optional<User> edit(UserId id, AccountEdit edit) {
        return calls.call(handle -> handle.createQuery("""
                        update users
                           set display_name = case when :named then :displayName::text else display_name end,
                               retention_days = case when :kept then :days::integer else retention_days end
                         where id = :id and password_hash <> ''
                        returning id, email, display_name, role, suspended_at, retention_days, created_at
                        """)
                .bind("id", id)
                .bind("named", edit.displayName().changes())
                .bind("displayName", edit.displayName().put())
                .bind("kept", edit.retentionDays().changes())
                .bind("days", edit.retentionDays().put())
                .map((row, context) -> UserRow.user(row))
                .findOne());
    }

    @Override
    public boolean rehash(UserId id, PasswordHash known, PasswordHash fresh) {
        return calls.call(handle -> handle.createUpdate("""
                        update users set password_hash = :fresh
                         where id = :id and password_hash = :known
                        """)
                        .bind("id", id)
                        .bind("known", known.value())
                        .bind("fresh", fresh.value())
                        .execute())
                == 1;
    }

    @Override
    public Optional<Credentials> findByEmail(EmailAddress email) {
        return calls.call(handle -> handle.createQuery("""
                        select id, email, display_name, role, suspended_at, retention_days, created_at, password_hash
                          from users
                         where email_key in (:emailKey, :formerKey) and password_hash <> ''
                         order by email_key = :formerKey desc
                         limit 1
                        """)
                .bind("emailKey", email.key())
                .bind("formerKey", email.formerKey())
                .map((row, context) -> credentials(row))
                .findOne());
    }

    private static Credentials credentials(ResultSet row) throws SQLException {
        return new Credentials(UserRow.user(row), new PasswordHash(row.getString("password_hash")));
    }
}
