package bot.conversational.application.health;

import bot.conversational.domain.shared.DomainException;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/** A number that a store knows. It is looked up in the background, so that no scrape waits for the store. */
public final class SampledGauge implements MetricSource {

    /** Below the 15 s between two scrapes. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    private final String name;
    private final String help;
    private final DoubleSupplier store;
    private volatile OptionalDouble last = OptionalDouble.empty();

    public SampledGauge(String name, String help, DoubleSupplier store) {
        this.name = name;
        this.help = help;
        this.store = store;
    }

    @Override
    public void register(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> last.ifPresent(gauge::call))
                .register(registry);
    }

    /** Asks the store. There is no value while it is unavailable. */
    public void sample() {
        try {
            last = OptionalDouble.of(store.getAsDouble());
        } catch (DomainException.Unavailable away) {
            last = OptionalDouble.empty();
        }
    }
}
