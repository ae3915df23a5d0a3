package bot.conversational.application;

import bot.conversational.application.background.BackgroundJob;
import bot.conversational.application.health.Essential;
import bot.conversational.application.health.HealthProbe;
import bot.conversational.application.health.Liveness;
import bot.conversational.application.health.MetricSource;
import bot.conversational.application.health.OpenWhenReady;
import bot.conversational.application.health.ProbeHealthCheck;
import bot.conversational.application.http.HttpEdge;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.servlets.tasks.Task;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a node serves and does beside that, as the modules of the wiring declare it. */
public record Service(
        HttpEdge edge,
        Set<BackgroundJob> jobs,
        Set<Essential> essentials,
        Set<HealthProbe> probes,
        Set<MetricSource> metrics,
        Set<Task> tasks) {

    private static final String ALIVE = "alive";

    /** Has the environment serve it; it starts with the environment. */
    void install(Environment environment) {
        edge.install(environment);
        environment.lifecycle().addEventListener(new OpenWhenReady(environment.health()));
        jobs.forEach(environment.lifecycle()::manage);
        probes.forEach(probe -> environment.healthChecks().register(probe.name(), new ProbeHealthCheck(probe)));
        environment.healthChecks().register(ALIVE, new ProbeHealthCheck(new HealthProbe(ALIVE, liveness())));
        tasks.forEach(environment.admin()::addTask);
        PrometheusRegistry registry = new PrometheusRegistry();
        metrics.forEach(source -> source.register(registry));
        environment
                .admin()
                .addServlet("prometheus", new PrometheusMetricsServlet(registry))
                .addMapping("/metrics");
    }

    private Liveness liveness() {
        List<Essential> all = new ArrayList<>(essentials);
        all.add(new Essential("a background job", () -> jobs.stream().allMatch(BackgroundJob::lives)));
        return new Liveness(all);
    }
}
