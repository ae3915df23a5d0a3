package bot.conversational.application.health;

import bot.conversational.domain.shared.DomainException;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Metrics of one component, for Prometheus. The component's module declares it. */
@FunctionalInterface
public interface MetricSource {

    /** Registers the metrics; called once. */
    void register(PrometheusRegistry registry);

    /** A number that only grows, read at each scrape. */
    static MetricSource counter(String name, String help, LongSupplier value) {
        return registry -> CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(counter -> counter.call(value.getAsLong()))
                .register(registry);
    }

    /** A number as it is at each scrape; none while its store is unavailable. */
    static MetricSource gauge(String name, String help, DoubleSupplier value) {
        return registry -> GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> {
                    try {
                        gauge.call(value.getAsDouble());
                    } catch (DomainException.Unavailable away) {
                        return;
                    }
                })
                .register(registry);
    }
}
