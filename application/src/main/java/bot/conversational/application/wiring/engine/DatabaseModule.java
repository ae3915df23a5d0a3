package bot.conversational.application.wiring.engine;

import static java.util.Objects.requireNonNull;

import bot.conversational.adapters.postgres.database.PostgresBreaker;
import bot.conversational.adapters.postgres.partitions.JdbcTablePartitions;
import bot.conversational.adapters.postgres.replica.ReplicaReads;
import bot.conversational.adapters.postgres.replica.ReplicaServer;
import bot.conversational.application.config.PostgresConfiguration;
import bot.conversational.application.jdbi.PostgresJdbiFactory;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.cluster.TablePartitions;
import bot.conversational.domain.cluster.WrittenPositions;
import bot.conversational.domain.shared.DomainException;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.lifecycle.AutoCloseableManager;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** The connections to PostgreSQL: to the primary, to a replica where there is one, and as the owner of its tables. */
public final class DatabaseModule extends CapabilityModule {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final PostgresConfiguration configuration;
    private final Environment environment;

    public DatabaseModule(PostgresConfiguration configuration, Environment environment) {
        this.configuration = configuration;
        this.environment = environment;
    }

    @Override
    protected void configure() {
        DataSourceFactory owner = configuration.forMigrations();
        bind(TablePartitions.class)
                .toInstance(new JdbcTablePartitions(
                        owner.getUrl(), requireNonNull(owner.getUser()), requireNonNull(owner.getPassword())));
        breaker(
                "postgresql",
                "primary",
                Jdbi.class,
                jdbi -> jdbi.getConfig(PostgresBreaker.class).openness());
        if (!configuration.hasReplica()) {
            return;
        }
        every(LOOK, "replica", ReplicaReads.class, ReplicaReads::lookAtReplica);
        every(LOOK, "replicas-primary", ReplicaReads.class, ReplicaReads::lookAtPrimary);
        probe("replica", ReplicaReads.class, DatabaseModule::state);
        counter("replica_reads", "Reads that a replica answered.", ReplicaReads.class, ReplicaReads::byReplica);
        counter(
                "replica_fallbacks",
                "Reads for a replica that the primary answered.",
                ReplicaReads.class,
                ReplicaReads::byPrimary);
        gauge(
                "replica_lag_seconds",
                "How far the replica is behind; none while it is too far behind to be read, or away.",
                ReplicaReads.class,
                ReplicaReads::lag);
    }

    private static String state(ReplicaReads replica) {
        if (!replica.usable()) {
            throw new DomainException.Unavailable("Reads go to the primary: " + replica.state() + ".", null);
        }
        return replica.state();
    }

    @Provides
    @Singleton
    Jdbi jdbi(Provider<ReplicaReads> replica) {
        Jdbi jdbi = PostgresJdbiFactory.build(environment, configuration);
        if (configuration.hasReplica()) {
            replica.get().serve(jdbi);
        }
        return jdbi;
    }

    @Provides
    @Singleton
    ReplicaReads replica(WrittenPositions positions) {
        ReplicaReads reads = new ReplicaReads(
                ReplicaServer.open(
                        configuration.replicaUrl(),
                        configuration.user(),
                        configuration.password().reveal(),
                        configuration.maxConnections() / 2),
                positions);
        environment.lifecycle().manage(new AutoCloseableManager(reads));
        return reads;
    }
}
