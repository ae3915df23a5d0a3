package bot.conversational.adapters.engines;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A primary and its standby, synchronous or not, of a test's own. The database is empty. */
public final class PostgresStandby implements AutoCloseable {

    /** What is replayed after a long pause removes rows that a statement could see: so it has begun again. */
    private static final String CANCELLED_BY_REPLAY = "40001";

    private final ScaleScript servers;

    private PostgresStandby(ScaleScript servers) {
        this.servers = servers;
    }

    /** Starts both, and returns when commits wait for the standby. */
    public static PostgresStandby start() {
        return new PostgresStandby(ScaleScript.up("postgres-standby"));
    }

    /** Starts both, and returns when the standby follows, for which no commit waits. */
    public static PostgresStandby startReplica() {
        return new PostgresStandby(ScaleScript.up("postgres-standby", "--replica"));
    }

    /** What a node needs to know to use them. */
    public Map<String, String> environment() {
        return Map.of(
                "POSTGRES_HOST", "127.0.0.1",
                "POSTGRES_PORT", servers.value("PRIMARY_PORT"),
                "POSTGRES_HOSTS", servers.value("POSTGRES_HOSTS"),
                "POSTGRES_REPLICA_HOSTS", servers.value("POSTGRES_REPLICA_HOSTS"),
                "POSTGRES_DB", servers.value("POSTGRES_DB"),
                "POSTGRES_USER", servers.value("POSTGRES_USER"),
                "POSTGRES_PASSWORD", "");
    }

    public String user() {
        return servers.value("POSTGRES_USER");
    }

    /** Of both, as the driver takes it. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + servers.value("POSTGRES_HOSTS") + "/" + servers.value("POSTGRES_DB");
    }

    /** Of the primary alone. */
    public String primaryUrl() {
        return url("PRIMARY_PORT");
    }

    /** Of the standby alone. */
    public String standbyUrl() {
        return url("STANDBY_PORT");
    }

    private String url(String port) {
        return "jdbc:postgresql://127.0.0.1:" + servers.value(port) + "/" + servers.value("POSTGRES_DB");
    }

    /** Has the standby receive what is written, and show none of it. */
    public void pauseReplay() {
        onStandby("select pg_wal_replay_pause()");
    }

    public void resumeReplay() {
        onStandby("select pg_wal_replay_resume()");
    }

    private void onStandby(String sql) {
        try (Connection connection = DriverManager.getConnection(standbyUrl(), user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            if (!CANCELLED_BY_REPLAY.equals(e.getSQLState())) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Freezes the standby: synchronous commits wait for it. */
    public void freeze() {
        servers.run("freeze", "standby");
    }

    public void thaw() {
        servers.run("thaw", "standby");
    }

    public void freezePrimary() {
        servers.run("freeze", "primary");
    }

    public void thawPrimary() {
        servers.run("thaw", "primary");
    }

    /** Ends the standby without a goodbye. */
    public void killStandby() {
        servers.run("kill", "standby");
    }

    /** Ends the primary without a goodbye. */
    public void killPrimary() {
        servers.run("kill", "primary");
    }

    /** Makes the standby the primary, and returns when it is. */
    public void promote() {
        servers.run("promote");
    }

    @Override
    public void close() {
        servers.close();
    }
}
