package bot.conversational.application.health;

import bot.conversational.application.http.overload.ConcurrencyLimit;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** How full the node is, as Prometheus sees it. */
public final class LoadSheddingMetrics {

    private LoadSheddingMetrics() {}

    public static void register(PrometheusRegistry registry, ConcurrencyLimit workload) {
        GaugeWithCallback.builder()
                .name("calls_working")
                .help("Calls that this node works on now, without those that only wait for a model or stream.")
                .callback(gauge -> gauge.call(workload.size()))
                .register(registry);
        CounterWithCallback.builder()
                .name("calls_refused_total")
                .help("Calls that were one too many for this node; no other metric counts them.")
                .callback(counter -> counter.call(workload.refused()))
                .register(registry);
    }
}
