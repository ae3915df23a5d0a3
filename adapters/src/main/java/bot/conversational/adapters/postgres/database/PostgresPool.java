package bot.conversational.adapters.postgres.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** The connections of a node. Broken ones are dropped as soon as the driver says so, so that an outage ends at once. */
public final class PostgresPool {

    /** Waiting longer for a connection than this means that the service is full: better to say so. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The least that the pool can cope with. Who gets no connection to a replica so soon asks the primary. */
    private static final Duration REPLICA_PATIENCE = Duration.ofMillis(250);

    private PostgresPool() {}

    /** A pool that starts also while the server is unavailable. */
    public static HikariDataSource open(String url, String user, String password, int maxConnections) {
        return new HikariDataSource(configuration(url, user, password, maxConnections));
    }

    /** The settings of {@link #open}, for who makes the pool by themselves. */
    public static HikariConfig configuration(String url, String user, String password, int maxConnections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgresql");
        config.setDataSource(server(new PersistentDataSource(), url, user, password));
        config.setMaximumPoolSize(maxConnections);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setValidationTimeout(500);
        config.setInitializationFailTimeout(-1);
        config.setExceptionOverride(new ReadOnlyServer());
        config.setMaxLifetime(Duration.ofMinutes(30).toMillis());
        return config;
    }

    /** A pool of connections to a standby, which only reads. It starts also while the standby is unavailable. */
    public static HikariDataSource openReplica(String url, String user, String password, int maxConnections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgresql-replica");
        config.setDataSource(standby(new PersistentDataSource(), url, user, password));
        config.setMaximumPoolSize(maxConnections);
        config.setMinimumIdle(1);
        config.setReadOnly(true);
        config.setConnectionTimeout(REPLICA_PATIENCE.toMillis());
        config.setValidationTimeout(REPLICA_PATIENCE.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setMaxLifetime(Duration.ofMinutes(30).toMillis());
        return new HikariDataSource(config);
    }

    /** Makes single connections to a standby, and to nothing else. */
    public static DataSource standby(String url, String user, String password) {
        return standby(new PGSimpleDataSource(), url, user, password);
    }

    private static DataSource standby(PGSimpleDataSource server, String url, String user, String password) {
        set(server(server, url, user, password), PGProperty.TARGET_SERVER_TYPE.getName(), "secondary");
        return server;
    }

    /** Gives a source of connections the address and the driver's settings. */
    static <S extends PGSimpleDataSource> S server(S server, String url, String user, String password) {
        server.setURL(url);
        server.setUser(user);
        server.setPassword(password);
        driverProperties().forEach((name, value) -> set(server, name, value));
        return server;
    }

    /** What the driver is told for each connection. */
    public static Map<String, String> driverProperties() {
        return PostgresDataSourceProperties.of(PostgresJdbi.STATEMENT_TIMEOUT, "conversational-bot");
    }

    private static void set(PGSimpleDataSource server, String name, String value) {
        try {
            server.setProperty(name, value);
        } catch (SQLException e) {
            throw new IllegalStateException("the driver does not know its own property " + name, e);
        }
    }

    /** Closes what is idle, and the others when they are given back. */
    static void drop(HikariDataSource pool) {
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        if (connections != null) {
            connections.softEvictConnections();
        }
    }

    /** Whether every connection that there may be is at work. */
    static boolean isBusy(HikariDataSource pool) {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        return state != null && state.getActiveConnections() >= pool.getMaximumPoolSize();
    }
}
