package bot.conversational.adapters.postgres.database;

import bot.conversational.domain.cluster.LogPosition;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The one door to the database: every call of every store goes through it. */
public final class PostgresGuard {

    private static final String CONFIRM = """
            select pg_logical_emit_message(true, 'confirm', '')::text
             where current_setting('synchronous_standby_names') <> ''
            """;

    private final Jdbi jdbi;
    private final PostgresBreaker breaker;
    private final ReplicaRouting routing;

    /** What a write gave, and the place in the log behind it. */
    private record Written<T>(T result, LogPosition position) {}

    public PostgresGuard(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.breaker = jdbi.getConfig(PostgresBreaker.class);
        this.routing = jdbi.getConfig(ReplicaRouting.class);
    }

    /**
     * Runs statements on one connection, each committed by itself. Once more when it lost a race against another.
     *
     * @throws DomainException.Unavailable when the database is unavailable, too slow or too busy; at once when it did
     *     not answer a moment ago. Whether a write happened is then not known, unless no connection could be had. That
     *     it happened on the primary alone, although a standby should have it, is also not known
     * @throws DomainException.Broken when it refused the statement
     */
    public <T> T call(HandleCallback<T, RuntimeException> work) {
        try {
            return breaker.call(() -> jdbi.withHandle(work));
        } catch (JdbiException failure) {
            if (!PostgresFailures.lostRace(failure)) {
                throw PostgresFailures.translate(failure);
            }
        }
        try {
            return breaker.call(() -> jdbi.withHandle(work));
        } catch (JdbiException failure) {
            throw PostgresFailures.translate(failure);
        }
    }

    /**
     * {@link #call} of statements that may take longer than others, which they say themselves: the socket waits for them.
     *
     * @param limit of the statements
     */
    public <T> T callPatiently(Duration limit, HandleCallback<T, RuntimeException> work) {
        return call(patient(limit, work));
    }

    private static <T> HandleCallback<T, RuntimeException> patient(
            Duration limit, HandleCallback<T, RuntimeException> work) {
        int millis = Math.toIntExact(
                limit.plus(PostgresDataSourceProperties.BEYOND_STATEMENT).toMillis());
        return handle -> {
            int usual = socketTimeout(handle, millis);
            try {
                return work.withHandle(handle);
            } finally {
                socketTimeout(handle, usual);
            }
        };
    }

    /**
     * {@link #call} of statements that only read, and only what is the user's own. A replica may answer, when there is one
     * that has all that the user wrote by {@link #write}. Nothing may be decided by what is read so, but what the user sees.
     */
    public <T> T read(UserId user, HandleCallback<T, RuntimeException> work) {
        return read(user, handle -> Optional.of(work.withHandle(handle)), work);
    }

    /**
     * The same by another statement where a replica answers.
     *
     * @param onReplica gives nothing when only the primary can answer
     */
    public <T> T read(
            UserId user,
            HandleCallback<Optional<T>, RuntimeException> onReplica,
            HandleCallback<T, RuntimeException> onPrimary) {
        ReplicaRouting.@Nullable Replica replica = routing.replica();
        return replica == null ? call(onPrimary) : replica.read(user, onReplica).orElseGet(() -> call(onPrimary));
    }

    /** {@link #read} of statements that may take longer than others, see {@link #callPatiently}. */
    public <T> T readPatiently(UserId user, Duration limit, HandleCallback<T, RuntimeException> work) {
        return read(user, patient(limit, work));
    }

    /** {@link #call} of statements that change what {@link #read} shows the user. */
    public <T> T write(UserId user, HandleCallback<T, RuntimeException> work) {
        return write(Set.of(user), work);
    }

    /** The same for several users at once. A failed one may be committed all the same, so it counts as written. */
    public <T> T write(Set<UserId> users, HandleCallback<T, RuntimeException> work) {
        ReplicaRouting.@Nullable Replica replica = routing.replica();
        return replica == null ? call(work) : write(replica, users, work);
    }

    private <T> T write(ReplicaRouting.Replica replica, Set<UserId> users, HandleCallback<T, RuntimeException> work) {
        LogPosition position = LogPosition.UNKNOWN;
        try {
            Written<T> written = call(handle -> {
                T result = work.withHandle(handle);
                return new Written<>(result, replica.position(handle));
            });
            position = written.position();
            return written.result();
        } finally {
            replica.written(users, position);
        }
    }

    /** Sets another one, unless the connection is lost, and returns the one before. */
    private static int socketTimeout(Handle handle, int millis) {
        try {
            Connection connection = handle.getConnection();
            if (connection.isClosed()) {
                return millis;
            }
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, millis);
            return before;
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /**
     * Makes what was read as safe as a commit of one's own, for who repeats a write and finds it done. It may have been
     * done by a commit that no standby has confirmed (see {@link StandbyConfirmation}), and such a row can be read. A
     * commit that the standby confirms now came after it in the log. Without synchronous standbys nothing is written.
     */
    public static void confirm(Handle handle) {
        handle.createQuery(CONFIRM).mapTo(String.class).list();
    }

    /** {@link #call} without a result. */
    public void run(HandleConsumer<RuntimeException> work) {
        call((Handle handle) -> {
            work.useHandle(handle);
            return true;
        });
    }
}
