package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.SessionSeen;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** {@link SessionStore} on the table {@code sessions}. The role of a session is its user's, as it is when it is found. */
public final class JdbiSessionStore implements SessionStore {

    private final PostgresGuard calls;
    private final SessionLife life;
    private final String touch = SqlFile.read("sessions/touch");

    public JdbiSessionStore(Jdbi jdbi, SessionLife life) {
        this.calls = new PostgresGuard(jdbi);
        this.life = life;
    }

    @Override
    public boolean open(Session session, PasswordHash checked) {
        // The lock waits for a concurrent change of password or role, and that change waits for this session, which it
        // then
        // ends.
        return calls.call(handle -> handle.createQuery("""
                        with account as (
                            select id from users
                             where id = :user and password_hash = :checked and role = :role
                               for share
                        ), opened as (
                            insert into sessions (user_id, id, digest, created_at, last_seen_at, ends_at, user_agent)
                            select a.id, :id, :digest, :createdAt, :lastSeenAt, :endsAt, :userAgent from account a
                            on conflict (user_id, id) do nothing
                        )
                        select count(*) = 1 from account
                        """)
                .bind("checked", checked.value())
                .bind("role", session.caller().role())
                .bind("user", session.user())
                .bind("id", session.id())
                .bind("digest", session.digest())
                .bind("createdAt", session.createdAt())
                .bind("lastSeenAt", session.lastSeenAt())
                .bind("endsAt", session.endsAt())
                .bind("userAgent", session.userAgent())
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public Optional<Session> find(UserId user, String digest, Instant now) {
        return calls.call(handle -> handle.createQuery("""
                        select s.user_id, s.id, u.role, s.digest, s.created_at, s.last_seen_at, s.ends_at, s.user_agent
                          from sessions s
                          join users u on u.id = s.user_id
                         where s.user_id = :user and s.digest = :digest
                           and s.ends_at > :now and s.last_seen_at > :idleSince
                        """)
                .bind("user", user)
                .bind("digest", digest)
                .bind("now", now)
                .bind("idleSince", now.minus(life.idle()))
                .map((row, context) -> session(row))
                .findOne());
    }

    @Override
    public Page<Session, SessionId> list(UserId user, Instant now, PageRequest<SessionId> page) {
        List<Session> rows = calls.call(handle -> handle.createQuery("""
                        select s.user_id, s.id, u.role, s.digest, s.created_at, s.last_seen_at, s.ends_at, s.user_agent
                          from sessions s
                          join users u on u.id = s.user_id
                         where s.user_id = :user
                           and s.id < coalesce(:after::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
                           and s.ends_at > :now and s.last_seen_at > :idleSince
                         order by s.id desc
                         limit :rows
                        """)
                .bind("user", user)
                .bind("after", page.after())
                .bind("now", now)
                .bind("idleSince", now.minus(life.idle()))
                .bind("rows", page.limit() + 1)
                .map((row, context) -> session(row))
                .list());
        return Page.of(rows, page.limit(), Session::id);
    }

    @Override
    public void touch(List<SessionSeen> seen) {
        String rows = seen.stream()
                .map(one -> "{\"user_id\":\"%s\",\"id\":\"%s\",\"seen_at\":\"%s\"}"
                        .formatted(one.user(), one.session(), one.at()))
                .collect(Collectors.joining(",", "[", "]"));
        calls.call(handle -> handle.createUpdate(touch).bind("sessions", rows).execute());
    }

    @Override
    public Optional<String> end(UserId user, SessionId id) {
        return calls.call(handle -> handle.createQuery("""
                        with ended as (
                            delete from sessions
                             where user_id = :user and id = :id
                            returning user_id, digest
                        ), noted as (
                            insert into revocations (user_id, kind, key)
                            select user_id, 'session', digest from ended
                        )
                        select digest from ended
                        """)
                .bind("user", user)
                .bind("id", id)
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public Optional<List<String>> changePassword(Caller caller, PasswordHash known, PasswordHash fresh) {
        return changePassword(caller.user(), Optional.of(caller.session()), known, fresh);
    }

    @Override
    public Optional<List<String>> changePassword(UserId user, PasswordHash known, PasswordHash fresh) {
        return changePassword(user, Optional.empty(), known, fresh);
    }

    private Optional<List<String>> changePassword(
            UserId user, Optional<SessionId> kept, PasswordHash known, PasswordHash fresh) {
        return calls.call(handle -> handle.inTransaction(tx -> {
            boolean changed = tx.createUpdate("""
                            update users set password_hash = :fresh
                             where id = :user and password_hash = :known
                            """)
                            .bind("user", user)
                            .bind("known", known.value())
                            .bind("fresh", fresh.value())
                            .execute()
                    == 1;
            // A statement of its own: it sees the sessions that were opened while the first one waited.
            return changed ? Optional.of(EndedSessions.endAllBut(tx, user, kept)) : Optional.empty();
        }));
    }

    @Override
    public Optional<List<String>> changeRole(UserId user, Role role) {
        return calls.call(handle -> handle.inTransaction(tx -> {
            boolean changed = tx.createUpdate("update users set role = :role where id = :user and password_hash <> ''")
                            .bind("user", user)
                            .bind("role", role)
                            .execute()
                    == 1;
            return changed ? Optional.of(EndedSessions.endAllBut(tx, user, Optional.empty())) : Optional.empty();
        }));
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                new Caller(
                        new UserId(Columns.uuid(row, "user_id")),
                        new SessionId(Columns.uuid(row, "id")),
                        Columns.role(row, "role")),
                row.getString("digest"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "last_seen_at"),
                Columns.instant(row, "ends_at"),
                Columns.text(row, "user_agent"));
    }
}
