package bot.conversational.adapters.postgres;

import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** {@link SessionStore} on the table {@code sessions}. The role of a session is its user's, as it is when it is found. */
public final class JdbiSessionStore implements SessionStore {

    private final PostgresCalls calls;
    private final SessionLife life;

    public JdbiSessionStore(Jdbi jdbi, SessionLife life) {
        this.calls = new PostgresCalls(jdbi);
        this.life = life;
    }

    @Override
    public void open(Session session) {
        calls.run(handle -> handle.createUpdate("""
                        insert into sessions (user_id, id, digest, created_at, last_seen_at, ends_at, user_agent)
                        values (:user, :id, :digest, :createdAt, :lastSeenAt, :endsAt, :userAgent)
                        on conflict (user_id, id) do nothing
                        """)
                .bind("user", session.user())
                .bind("id", session.id())
                .bind("digest", session.digest())
                .bind("createdAt", session.createdAt())
                .bind("lastSeenAt", session.lastSeenAt())
                .bind("endsAt", session.endsAt())
                .bind("userAgent", session.userAgent())
                .execute());
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
    public void touch(UserId user, SessionId id, Instant seenAt) {
        calls.run(handle -> handle.createUpdate("""
                        update sessions
                           set last_seen_at = :seenAt
                         where user_id = :user and id = :id and last_seen_at < :seenAt
                        """)
                .bind("user", user)
                .bind("id", id)
                .bind("seenAt", seenAt)
                .execute());
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

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                new SessionId(Columns.uuid(row, "id")),
                new UserId(Columns.uuid(row, "user_id")),
                Columns.role(row, "role"),
                row.getString("digest"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "last_seen_at"),
                Columns.instant(row, "ends_at"),
                Columns.text(row, "user_agent"));
    }
}
