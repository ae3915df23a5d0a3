package bot.conversational.application.jdbi;

import bot.conversational.adapters.postgres.database.PostgresJdbi;
import bot.conversational.adapters.postgres.database.PostgresPool;
import bot.conversational.application.config.PostgresConfiguration;
import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.db.PooledDataSourceFactory;
import io.dropwizard.util.Duration;
import java.util.Map;
import java.util.Optional;

/** Gives Dropwizard the adapter's pool in place of its own, which hands out broken connections after an outage. */
final class HikariDataSourceFactory implements PooledDataSourceFactory {

    private final PostgresConfiguration configuration;
    private int maxConnections;

    HikariDataSourceFactory(PostgresConfiguration configuration) {
        this.configuration = configuration;
        this.maxConnections = configuration.maxConnections();
    }

    @Override
    public ManagedDataSource build(MetricRegistry metrics, String name) {
        return new ManagedHikariPool(PostgresPool.configuration(
                configuration.url(),
                configuration.user(),
                configuration.password().reveal(),
                maxConnections));
    }

    /**
     * A statement, not the driver's own check: when it fails, the pool drops the connection at once. On a standby, which
     * takes no writes, it divides by zero.
     */
    @Override
    public Optional<String> getValidationQuery() {
        return Optional.of("select 1 / (not pg_is_in_recovery())::integer as healthy");
    }

    /** For the whole check: the wait for a connection and the statement. */
    @Override
    public Optional<Duration> getValidationQueryTimeout() {
        return Optional.of(Duration.milliseconds(PostgresJdbi.STATEMENT_TIMEOUT.toMillis()));
    }

    @Override
    public boolean isAutoCommentsEnabled() {
        return false;
    }

    @Override
    public Map<String, String> getProperties() {
        return PostgresPool.driverProperties();
    }

    @Override
    public String getDriverClass() {
        return "org.postgresql.Driver";
    }

    @Override
    public String getUrl() {
        return configuration.url();
    }

    @Override
    public void asSingleConnectionPool() {
        maxConnections = 1;
    }
}
