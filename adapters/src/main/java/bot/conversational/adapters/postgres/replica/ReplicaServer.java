package bot.conversational.adapters.postgres.replica;

import bot.conversational.adapters.postgres.database.PostgresJdbi;
import bot.conversational.adapters.postgres.database.PostgresPool;
import bot.conversational.domain.cluster.LogPosition;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/** A standby: a small pool for reads, and a connection beside it that sees how far the standby has come. */
public final class ReplicaServer implements AutoCloseable {

    /** A standby that does not say for so long where it is counts as frozen. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final String PLACE = """
            select timeline_id, pg_last_wal_replay_lsn()::text as lsn
              from pg_control_checkpoint()
             where pg_is_in_recovery()
            """;

    /**
     * The place only grows, so what is read after this has all that is before the place. It has to be a statement of its
     * own, in front: within the reading one the snapshot would be older than the place. The timeline is that of the last
     * checkpoint: a standby that was left behind on an earlier one never comes to a later one.
     */
    private static final String HAS = """
            select timeline_id >= :timeline and pg_last_wal_replay_lsn() >= :lsn::pg_lsn
              from pg_control_checkpoint()
             where pg_is_in_recovery()
            """;

    private final DataSource server;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Set<Connection> reading = ConcurrentHashMap.newKeySet();
    private @Nullable Connection beside;

    private ReplicaServer(DataSource server, HikariDataSource pool) {
        this.server = server;
        this.pool = pool;
        this.jdbi = PostgresJdbi.create(pool);
    }

    /** Connects on threads of its own: the server need not be there. */
    public static ReplicaServer open(String url, String user, String password, int maxConnections) {
        return new ReplicaServer(
                PostgresPool.standby(url, user, password),
                PostgresPool.openReplica(url, user, password, maxConnections));
    }

    /** Statements are timed as those of another are. */
    void timedAs(Jdbi other) {
        jdbi.setSqlLogger(other.getConfig(SqlStatements.class).getSqlLogger());
    }

    /**
     * Does the work if the standby has all that is before the place.
     *
     * @throws RuntimeException whatever goes wrong
     */
    <T> Optional<T> read(LogPosition needed, HandleCallback<Optional<T>, RuntimeException> work) {
        return jdbi.withHandle(handle -> {
            Connection connection = ofServer(handle);
            reading.add(connection);
            try {
                return has(handle, WalPosition.of(needed)) ? work.withHandle(handle) : Optional.empty();
            } finally {
                reading.remove(connection);
            }
        });
    }

    /** Without the pool's wrapper, which would wait for the server when it is told to give the connection up. */
    private static Connection ofServer(Handle handle) {
        try {
            return handle.getConnection().unwrap(Connection.class);
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    private static boolean has(Handle handle, WalPosition needed) {
        return handle.createQuery(HAS)
                .bind("timeline", needed.timeline())
                .bind("lsn", needed.lsn())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    /**
     * How far the standby has come; for one caller. When it does not say, whoever is reading from it is let go: each would
     * wait for a time-out.
     *
     * @throws SQLException when it does not answer in time
     */
    Optional<LogPosition> place() throws SQLException {
        try {
            Connection connection = beside;
            if (connection == null || connection.isClosed()) {
                connection = server.getConnection();
                connection.setNetworkTimeout(Runnable::run, Math.toIntExact(PATIENCE.toMillis()));
                beside = connection;
            }
            return place(connection);
        } catch (SQLException failure) {
            letGo();
            throw failure;
        }
    }

    private static Optional<LogPosition> place(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PLACE)) {
            if (!row.next()) {
                throw new SQLException("it is no standby");
            }
            int timeline = row.getInt("timeline_id");
            @Nullable String lsn = row.getString("lsn");
            return Optional.ofNullable(lsn).map(text -> new WalPosition(timeline, text).asPosition());
        }
    }

    private void letGo() {
        abort(beside);
        beside = null;
        reading.forEach(ReplicaServer::abort);
        @Nullable HikariPoolMXBean idle = pool.getHikariPoolMXBean();
        if (idle != null) {
            idle.softEvictConnections();
        }
    }

    private static void abort(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException gone) {
            // It is what was wanted.
            return;
        }
    }

    @Override
    public void close() {
        abort(beside);
        pool.close();
    }
}
