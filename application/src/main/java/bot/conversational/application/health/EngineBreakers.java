package bot.conversational.application.health;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;

/** The circuit breakers before the engines, as they are at each scrape. */
public final class EngineBreakers implements MetricSource {

    private final Set<EngineBreaker> breakers;

    public EngineBreakers(Set<EngineBreaker> breakers) {
        this.breakers = breakers;
    }

    @Override
    public void register(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("db_client_breaker_open")
                .help("1: calls are kept from the engine; 0.5: the next one is let through to try; 0: all are.")
                .labelNames("db_system_name", "breaker")
                .callback(gauge ->
                        breakers.forEach(it -> gauge.call(it.openness().getAsDouble(), it.engine(), it.name())))
                .register(registry);
    }
}
