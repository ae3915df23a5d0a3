package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.audit.AuditEntry;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** {@link SessionStore} on the table {@code sessions}. The role of a session is its user's, as it is when it is found. */
public final class JdbiSessionStore implements SessionStore {

    /** Rows that a statement deletes, well within its time. */
    private static final int BATCH = 2_000;

    private final PostgresGuard calls;
    private final SessionLife life;
    private final String open = SqlFile.read("sessions/open");
    private final String touch = SqlFile.read("sessions/touch");

    public JdbiSessionStore(Jdbi jdbi, SessionLife life) {
        this.calls = new PostgresGuard(jdbi);
        this.life = life;
    }

    @Override
    public boolean open(Session session, PasswordHash checked, AuditEntry entry) {
        return calls.call(handle -> AuditRow.bind(handle.createQuery(open), entry)
                .bind("others", MOST_OF_A_USER - 1)
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
        return calls.call(handle -> {
            Optional<String> digest = handle.createQuery("""
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
                    .findOne();
            if (digest.isEmpty()) {
                PostgresGuard.confirm(handle); // it may be a repeat
            }
            return digest;
        });
    }

    @Override
    public boolean deleteEnded() {
        int deleted = calls.call(
                handle -> handle.createUpdate("""
                        with ended as materialized (
                            select user_id, id
                              from sessions
                             where ends_at < now() - interval '1 hour'
                             order by ends_at
                             limit :batch
                               for update skip locked
                        )
                        delete from sessions s
                         using ended
                         where s.user_id = ended.user_id and s.id = ended.id
                        """).bind("batch", BATCH).execute());
        return deleted == BATCH;
    }

    @Override
    public Optional<List<String>> changePassword(
            Caller caller, PasswordHash known, PasswordHash fresh, AuditEntry entry) {
        return changePassword(caller.user(), Optional.of(caller.session()), known, fresh, entry);
    }

    @Override
    public Optional<List<String>> changePassword(
            UserId user, PasswordHash known, PasswordHash fresh, AuditEntry entry) {
        return changePassword(user, Optional.empty(), known, fresh, entry);
    }

    private Optional<List<String>> changePassword(
            UserId user, Optional<SessionId> kept, PasswordHash known, PasswordHash fresh, AuditEntry entry) {
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
            if (changed) {
                AuditRow.add(tx, entry);
            }
            // A statement of its own: it sees the sessions that were opened while the first one waited.
            return changed ? Optional.of(EndedSessions.endAllBut(tx, user, kept)) : Optional.empty();
        }));
    }

    @Override
    public Optional<List<String>> changeRole(UserId user, Role role, AuditEntry entry) {
        return calls.call(handle -> handle.inTransaction(tx -> {
            boolean changed = tx.createUpdate("update users set role = :role where id = :user and password_hash <> ''")
                            .bind("user", user)
                            .bind("role", role)
                            .execute()
                    == 1;
            if (changed) {
                AuditRow.add(tx, entry);
            }
            return changed ? Optional.of(endWithRole(tx, user)) : Optional.empty();
        }));
    }

    /** Keys stay, under other passes: those before have the role that was. */
    private static List<String> endWithRole(Handle tx, UserId user) {
        List<String> ended = new ArrayList<>(EndedSessions.endAllBut(tx, user, Optional.empty()));
        ended.addAll(EndedKeys.renewAll(tx, user));
        return ended;
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
