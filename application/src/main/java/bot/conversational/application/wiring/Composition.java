package bot.conversational.application.wiring;

import bot.conversational.adapters.breaker.BreakerStates;
import bot.conversational.application.background.BackgroundJob;
import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.health.HealthProbe;
import bot.conversational.application.health.MetricSource;
import bot.conversational.application.health.ProbeHealthCheck;
import bot.conversational.application.http.HttpEdge;
import bot.conversational.application.wiring.capability.AccountsModule;
import bot.conversational.application.wiring.capability.CapabilityModule;
import bot.conversational.application.wiring.capability.ChatModule;
import bot.conversational.application.wiring.capability.ConversationsModule;
import bot.conversational.application.wiring.capability.ErasureModule;
import bot.conversational.application.wiring.capability.HttpModule;
import bot.conversational.application.wiring.capability.IndexMaintenanceModule;
import bot.conversational.application.wiring.capability.SearchModule;
import bot.conversational.application.wiring.capability.TransferModule;
import bot.conversational.application.wiring.engine.ElasticsearchModule;
import bot.conversational.application.wiring.engine.LanguageModelModule;
import bot.conversational.application.wiring.engine.PostgresModule;
import bot.conversational.application.wiring.engine.RedisModule;
import bot.conversational.application.wiring.engine.SystemModule;
import bot.conversational.domain.session.SessionLife;
import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.Stage;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts adapters behind the domain's ports, as the configuration says, and starts what the modules declare. */
public final class Composition {

    private Composition() {}

    /** All that the service is made of. What comes first is stopped last, so engines come before what uses them. */
    private static List<Module> modules(ConversationalBotConfiguration configuration, Environment environment) {
        LifecycleEnvironment lifecycle = environment.lifecycle();
        return List.of(
                new SystemModule(configuration.node()),
                new PostgresModule(configuration.postgres(), environment),
                new RedisModule(configuration.redis(), configuration.cache(), lifecycle),
                new ElasticsearchModule(configuration.elasticsearch(), lifecycle),
                new LanguageModelModule(
                        configuration.models(), configuration.llm().retries(), lifecycle),
                new HttpModule(configuration.http(), configuration.rateLimits(), environment.getObjectMapper()),
                new AccountsModule(configuration.logIn().limits(), life(configuration)),
                new ConversationsModule(),
                new SearchModule(),
                new IndexMaintenanceModule(),
                new ChatModule(configuration.turns(), lifecycle),
                new ErasureModule(),
                new TransferModule());
    }

    /** Has the environment serve: calls, background jobs, health checks and metrics. */
    public static void serve(ConversationalBotConfiguration configuration, Environment environment) {
        make(Stage.PRODUCTION, Service.class, configuration, environment).install(environment);
    }

    /**
     * Makes one object by its one public constructor, of what the service is made of. Only what it needs is made;
     * nothing is started or connected to.
     */
    public static <T> T make(Class<T> type, ConversationalBotConfiguration configuration, Environment environment) {
        return make(Stage.DEVELOPMENT, type, configuration, environment);
    }

    private static <T> T make(
            Stage stage, Class<T> type, ConversationalBotConfiguration configuration, Environment environment) {
        BreakerStates.load();
        CapabilityModule wanted = new CapabilityModule() {
            @Override
            protected void configure() {
                useCase(type);
            }
        };
        List<Module> all = new ArrayList<>(modules(configuration, environment));
        all.add(wanted);
        return Guice.createInjector(stage, all).getInstance(type);
    }

    private static SessionLife life(ConversationalBotConfiguration configuration) {
        return new SessionLife(
                configuration.cache().sessions(),
                Duration.ofSeconds(configuration.sessions().maxAge()));
    }

    /** What a node serves and does, as its modules declare it. */
    public record Service(HttpEdge edge, Set<BackgroundJob> jobs, Set<HealthProbe> probes, Set<MetricSource> metrics) {

        void install(Environment environment) {
            edge.install(environment);
            jobs.forEach(environment.lifecycle()::manage);
            probes.forEach(probe -> environment.healthChecks().register(probe.name(), new ProbeHealthCheck(probe)));
            PrometheusRegistry registry = new PrometheusRegistry();
            DropwizardExports.builder()
                    .dropwizardRegistry(environment.metrics())
                    .register(registry);
            metrics.forEach(source -> source.register(registry));
            environment
                    .admin()
                    .addServlet("prometheus", new PrometheusMetricsServlet(registry))
                    .addMapping("/metrics");
        }
    }
}
