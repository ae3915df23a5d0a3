package bot.conversational.application.wiring;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchClients;
import bot.conversational.adapters.llm.resilience.RoutingLanguageModel;
import bot.conversational.adapters.postgres.changes.JdbiChangePartitions;
import bot.conversational.adapters.postgres.turns.JdbiOldTurns;
import bot.conversational.adapters.redis.RedisGuard;
import bot.conversational.application.background.IndexMaintenance;
import bot.conversational.application.background.NodeLife;
import bot.conversational.application.background.Repeating;
import bot.conversational.application.config.PostgresConfiguration;
import bot.conversational.application.health.IndexingMetrics;
import bot.conversational.application.health.IndexingProbe;
import bot.conversational.application.health.LanguageModelProbe;
import bot.conversational.application.health.LoadSheddingMetrics;
import bot.conversational.application.health.MigrationsProbe;
import bot.conversational.application.health.Probe;
import bot.conversational.application.health.ProbeHealthCheck;
import bot.conversational.application.http.overload.ConcurrencyLimit;
import bot.conversational.domain.erasure.FinishErasures;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.DeadLetters;
import bot.conversational.domain.indexing.Follower;
import bot.conversational.domain.indexing.IndexMessages;
import bot.conversational.domain.indexing.maintenance.ContinuousAudit;
import bot.conversational.domain.indexing.maintenance.WatchIndex;
import bot.conversational.domain.revocation.PropagateRevocations;
import bot.conversational.domain.session.admission.TouchSessions;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.name.Names;
import io.dropwizard.core.setup.Environment;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** What keeps the service going and shows how it is: background work, health checks, metrics. */
public final class Operations {

    /** A message should be found within a second of its answer: the index itself takes half of that. */
    private static final Duration INDEX_POLL = Duration.ofMillis(200);

    /** How long a node may believe a Redis that another node could not tell of an ended session. */
    private static final Duration REVOCATIONS_POLL = Duration.ofSeconds(1);

    /** So long may a session's last call be known to Redis alone. */
    private static final Duration SESSIONS_SEEN = Duration.ofSeconds(1);

    /** How long a lost index or a restored database may go unnoticed. */
    private static final Duration UPKEEP_CHECK = Duration.ofSeconds(2);

    /** A step is some twenty conversations, or a user: little enough never to be noticed. */
    private static final Duration AUDIT_STEP = Duration.ofSeconds(10);

    private static final Duration ERASURES_POLL = Duration.ofSeconds(1);
    private static final Duration PARTITIONS_CHECK = Duration.ofHours(1);
    private static final Duration OLD_TURNS_CHECK = Duration.ofMinutes(10);

    /** Clients may repeat a call for 24 hours after its end. */
    private static final Duration KEYS_KEPT = Duration.ofHours(25);

    private static final int DAYS_AHEAD = 3;
    private static final int DAYS_KEPT = 2;

    private Operations() {}

    public static void install(Injector injector, Environment environment, PostgresConfiguration postgres) {
        runInBackground(injector, environment);
        checkHealth(injector, environment, postgres);
        PrometheusRegistry registry = injector.getInstance(PrometheusRegistry.class);
        DropwizardExports.builder().dropwizardRegistry(environment.metrics()).register(registry);
        injector.getInstance(LanguageModelMetrics.class)
                .register(registry, injector.getInstance(RoutingLanguageModel.class));
        IndexingMetrics.register(
                registry,
                injector.getInstance(ChangeFeed.class),
                Follower.SEARCH_INDEX.consumer(),
                injector.getInstance(DeadLetters.class));
        LoadSheddingMetrics.register(registry, injector.getInstance(ConcurrencyLimit.class));
        environment
                .admin()
                .addServlet("prometheus", new PrometheusMetricsServlet(registry))
                .addMapping("/metrics");
    }

    private static void runInBackground(Injector injector, Environment environment) {
        IndexMessages indexMessages = injector.getInstance(IndexMessages.class);
        environment.lifecycle().manage(new Repeating("indexing", INDEX_POLL, indexMessages::runOnce));
        environment
                .lifecycle()
                .manage(new Repeating(
                        "index-upkeep", UPKEEP_CHECK, new IndexMaintenance(injector.getInstance(WatchIndex.class))));
        ContinuousAudit continuousAudit = injector.getInstance(ContinuousAudit.class);
        environment.lifecycle().manage(new Repeating("index-audit", AUDIT_STEP, () -> {
            continuousAudit.runOnce();
            return false;
        }));
        PropagateRevocations propagateRevocations = injector.getInstance(PropagateRevocations.class);
        environment.lifecycle().manage(new Repeating("revocations", REVOCATIONS_POLL, propagateRevocations::runOnce));
        environment.lifecycle().manage(new Repeating("old-revocations", PARTITIONS_CHECK, () -> {
            propagateRevocations.tidy();
            return false;
        }));
        // A node that has it makes and reads cursors while PostgreSQL is away. Asked for until it came; then at no
        // cost.
        FetchedOnce<byte[]> cursorKey = injector.getInstance(new Key<FetchedOnce<byte[]>>() {});
        environment.lifecycle().manage(new Repeating("cursor-key", PARTITIONS_CHECK, () -> {
            cursorKey.get();
            return false;
        }));
        JdbiOldTurns oldTurns = injector.getInstance(JdbiOldTurns.class);
        environment.lifecycle().manage(new Repeating("old-turns", OLD_TURNS_CHECK, () -> oldTurns.forget(KEYS_KEPT)));
        TouchSessions touchSessions = injector.getInstance(TouchSessions.class);
        environment.lifecycle().manage(new Repeating("sessions-seen", SESSIONS_SEEN, touchSessions::runOnce));
        environment.lifecycle().manage(injector.getInstance(NodeLife.class));
        FinishErasures finishErasures = injector.getInstance(FinishErasures.class);
        environment.lifecycle().manage(new Repeating("erasures", ERASURES_POLL, () -> {
            finishErasures.runOnce();
            return false;
        }));
        JdbiChangePartitions partitions = injector.getInstance(JdbiChangePartitions.class);
        environment.lifecycle().manage(new Repeating("change-partitions", PARTITIONS_CHECK, () -> {
            partitions.ensure(DAYS_AHEAD);
            partitions.dropRead(DAYS_KEPT);
            return false;
        }));
    }

    private static void checkHealth(Injector injector, Environment environment, PostgresConfiguration postgres) {
        Jdbi jdbi = injector.getInstance(Jdbi.class);
        register(
                environment,
                "postgresql",
                () -> jdbi.withHandle(handle -> handle.createQuery("select version()")
                        .setQueryTimeout(1)
                        .mapTo(String.class)
                        .one()));
        register(environment, "migrations", new MigrationsProbe(postgres.forMigrations()));
        RedisGuard sessions = injector.getInstance(Key.get(RedisGuard.class, Names.named(RedisModule.SESSIONS)));
        RedisGuard cache = injector.getInstance(Key.get(RedisGuard.class, Names.named(RedisModule.CACHE)));
        register(environment, "redis", () -> {
            sessions.ping();
            cache.ping();
            return "sessions and cache answer";
        });
        ElasticsearchClients elasticsearch = injector.getInstance(ElasticsearchClients.class);
        register(
                environment,
                "elasticsearch",
                () -> "cluster is "
                        + elasticsearch.searching().cluster().health().status().jsonValue());
        register(
                environment,
                "indexing",
                new IndexingProbe(
                        injector.getInstance(ChangeFeed.class),
                        Follower.SEARCH_INDEX.consumer(),
                        injector.getInstance(DeadLetters.class)));
        RoutingLanguageModel languageModels = injector.getInstance(RoutingLanguageModel.class);
        register(environment, "language-model", new LanguageModelProbe(() -> breakers(languageModels)));
    }

    /** In the models' order. */
    private static Map<String, String> breakers(RoutingLanguageModel models) {
        Map<String, String> states = new LinkedHashMap<>();
        models.states().forEach((model, state) -> states.put(model, state.name().toLowerCase(Locale.ROOT)));
        return states;
    }

    private static void register(Environment environment, String name, Probe probe) {
        environment.healthChecks().register(name, new ProbeHealthCheck(probe));
    }
}
