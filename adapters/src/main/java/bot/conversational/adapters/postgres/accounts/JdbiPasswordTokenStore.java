package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.administration.PasswordToken;
import bot.conversational.domain.administration.PasswordTokenStore;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.User;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** {@link PasswordTokenStore} on the table {@code password_tokens}. */
public final class JdbiPasswordTokenStore implements PasswordTokenStore {

    private final PostgresGuard calls;

    public JdbiPasswordTokenStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    /** The token of an invitation that nobody used is replaced by another one of it. */
    @Override
    public boolean issue(PasswordToken token, AuditEntry entry) {
        return calls.call(handle -> handle.inTransaction(tx -> {
            boolean issued = tx.createUpdate("""
                            insert into password_tokens (user_id, digest, invitation, expires_at)
                            select id, :digest, false, :expiresAt
                              from users
                             where id = :user and password_hash <> ''
                                on conflict (user_id) do update
                               set digest = excluded.digest, expires_at = excluded.expires_at
                            """)
                            .bind("user", token.token().user())
                            .bind("digest", token.token().digest())
                            .bind("expiresAt", token.expiresAt())
                            .execute()
                    == 1;
            if (issued) {
                AuditRow.add(tx, entry);
            }
            return issued;
        }));
    }

    @Override
    public Optional<User> holder(SessionToken token, Instant now) {
        return calls.call(handle -> handle.createQuery("""
                        select u.id, u.email, u.display_name, u.role, u.suspended_at, u.retention_days, u.created_at
                          from password_tokens t
                          join users u on u.id = t.user_id
                         where t.user_id = :user and t.digest = :digest and t.expires_at > :now
                           and u.password_hash <> '' and u.suspended_at is null
                        """)
                .bind("user", token.user())
                .bind("digest", token.digest())
                .bind("now", now)
                .map((row, context) -> UserRow.user(row))
                .findOne());
    }

    /** Whoever deletes the token has it: a second one waits for the first, and finds nothing. */
    @Override
    public Optional<Redeemed> redeem(SessionToken token, PasswordHash fresh, Instant now, AuditEntry entry) {
        return calls.call(handle -> handle.inTransaction(tx -> {
            boolean had = tx.createUpdate("""
                            delete from password_tokens t
                             using users u
                             where t.user_id = :user and t.digest = :digest and t.expires_at > :now
                               and u.id = t.user_id and u.password_hash <> '' and u.suspended_at is null
                            """)
                            .bind("user", token.user())
                            .bind("digest", token.digest())
                            .bind("now", now)
                            .execute()
                    == 1;
            return had ? changed(tx, token, fresh, entry) : Optional.empty();
        }));
    }

    /** Empty for an account that was suspended at that moment: its token is then gone. */
    private static Optional<Redeemed> changed(Handle tx, SessionToken token, PasswordHash fresh, AuditEntry entry) {
        Optional<User> user = tx.createQuery("""
                        update users set password_hash = :fresh
                         where id = :user and password_hash <> '' and suspended_at is null
                        returning id, email, display_name, role, suspended_at, retention_days, created_at
                        """)
                .bind("user", token.user())
                .bind("fresh", fresh.value())
                .map((row, context) -> UserRow.user(row))
                .findOne();
        return user.map(known -> {
            AuditRow.add(tx, entry);
            return new Redeemed(known, EndedSessions.endAllBut(tx, known.id(), Optional.empty()));
        });
    }
}
