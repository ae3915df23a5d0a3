package bot.conversational.adapters.postgres.database;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.domain.shared.Outage;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections of tests that are kept, as the service keeps its own: to make one takes longer than most calls. */
final class TestPool extends HikariDataSource {

    /** More than the threads of any test. */
    private static final int CONNECTIONS = 24;

    private static final int IMPATIENT_SECONDS = 1;

    private final PGSimpleDataSource server;
    private volatile boolean frozen;

    TestPool(PGSimpleDataSource server) {
        this.server = server;
        setDataSource(server);
        setMaximumPoolSize(CONNECTIONS);
        setMinimumIdle(0);
        setIdleTimeout(Duration.ofSeconds(10).toMillis());
    }

    /** A new one from a server that is frozen. */
    @Override
    public Connection getConnection() throws SQLException {
        return frozen ? server.getConnection() : super.getConnection();
    }

    /** How long the service waits for its server is PostgresFrozenIT's matter; here it only costs time. */
    Outage freeze() {
        PausedEngine engine = PausedEngine.freeze(Engines.postgres());
        int patient = server.getSocketTimeout();
        server.setSocketTimeout(IMPATIENT_SECONDS);
        frozen = true;
        return () -> {
            engine.close();
            frozen = false;
            server.setSocketTimeout(patient);
        };
    }
}
