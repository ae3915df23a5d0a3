package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.revocation.Revocation.ConversationDeleted;
import bot.conversational.domain.revocation.Revocation.SessionEnded;
import bot.conversational.domain.revocation.RevocationStore;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/** {@link RevocationStore} on the table {@code revocations}, which the other stores write in their own statements. */
public final class JdbiRevocationStore implements RevocationStore {

    private static final String SESSION = "session";
    private static final String CONVERSATION = "conversation";

    private final PostgresGuard calls;

    public JdbiRevocationStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public List<Revocation> pending(int limit) {
        return calls.call(handle -> handle.createQuery("""
                        select user_id, kind, key, version
                          from revocations
                         where told_at is null and (aside_until is null or aside_until <= clock_timestamp())
                         order by created_at
                         limit :limit
                        """)
                .bind("limit", limit)
                .map((row, context) -> revocation(row))
                .list());
    }

    @Override
    public void markPropagated(List<Revocation> revocations) {
        calls.run(handle -> bind(handle.createUpdate("""
                        update revocations r
                           set told_at = clock_timestamp()
                          from unnest(:users::uuid[], :kinds::text[], :keys::text[]) as x (user_id, kind, key)
                         where r.user_id = x.user_id and r.kind = x.kind and r.key = x.key and r.told_at is null
                        """), revocations).execute());
    }

    @Override
    public void setAside(List<Revocation> revocations, Duration until) {
        calls.run(handle ->
                bind(handle.createUpdate("""
                        update revocations r
                           set aside_until = clock_timestamp() + :until * interval '1 millisecond'
                          from unnest(:users::uuid[], :kinds::text[], :keys::text[]) as x (user_id, kind, key)
                         where r.user_id = x.user_id and r.kind = x.kind and r.key = x.key and r.told_at is null
                        """), revocations).bind("until", until).execute());
    }

    @Override
    public boolean sessionsAside(Duration longestLife) {
        return calls.call(handle -> handle.createQuery("""
                        select exists (select from revocations
                                        where told_at is null and aside_until > clock_timestamp() and kind = :session
                                          and created_at > clock_timestamp() - :life * interval '1 millisecond')
                        """)
                .bind("session", SESSION)
                .bind("life", longestLife)
                .mapTo(Boolean.class)
                .one());
    }

    private static Update bind(Update update, List<Revocation> revocations) {
        return update.bindArray(
                        "users",
                        UUID.class,
                        revocations.stream().map(it -> it.user().value()).toList())
                .bindArray(
                        "kinds",
                        String.class,
                        revocations.stream().map(JdbiRevocationStore::kind).toList())
                .bindArray(
                        "keys",
                        String.class,
                        revocations.stream().map(JdbiRevocationStore::key).toList());
    }

    @Override
    public void reopen(Duration period) {
        calls.run(handle -> handle.createUpdate("""
                        update revocations
                           set told_at = null
                         where told_at > clock_timestamp() - :period * interval '1 millisecond'
                        """).bind("period", period).execute());
    }

    @Override
    public int drop(Duration age) {
        return calls.call(handle -> handle.createUpdate("""
                        delete from revocations
                         where told_at <= clock_timestamp() - :age * interval '1 millisecond'
                        """).bind("age", age).execute());
    }

    private static Revocation revocation(ResultSet row) throws SQLException {
        UserId user = new UserId(Columns.uuid(row, "user_id"));
        String key = row.getString("key");
        String kind = row.getString("kind");
        return switch (kind) {
            case SESSION -> new SessionEnded(user, key);
            case CONVERSATION ->
                new ConversationDeleted(user, new ConversationId(UUID.fromString(key)), row.getLong("version"));
            default -> throw new DomainException.Broken("The revocation has an unknown kind.", null);
        };
    }

    private static String kind(Revocation revocation) {
        return switch (revocation) {
            case SessionEnded ignored -> SESSION;
            case ConversationDeleted ignored -> CONVERSATION;
        };
    }

    private static String key(Revocation revocation) {
        return switch (revocation) {
            case SessionEnded ended -> ended.digest();
            case ConversationDeleted deleted -> deleted.conversation().toString();
        };
    }
}
