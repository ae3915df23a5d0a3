package bot.conversational.application.indexing;

import bot.conversational.application.health.MetricSource;
import bot.conversational.application.indexing.FollowerSamples.Sample;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.ToDoubleFunction;

/** How far the followers of the changes are, each by its name; while PostgreSQL is unavailable there are no values. */
public final class FollowerMetrics implements MetricSource {

    private final FollowerSamples samples;

    public FollowerMetrics(FollowerSamples samples) {
        this.samples = samples;
    }

    @Override
    public void register(PrometheusRegistry registry) {
        gauge(
                registry,
                "follower_backlog",
                "Changes that wait for the follower, counted up to 10,000.",
                it -> it.lag().backlog());
        gauge(
                registry,
                "follower_lag_seconds",
                "Age of the oldest change that waits for the follower.",
                it -> it.lag().age().toMillis() / 1000.0);
        gauge(registry, "follower_dead_letters", "Messages that the follower has given up.", Sample::deadLetters);
    }

    private void gauge(PrometheusRegistry registry, String name, String help, ToDoubleFunction<Sample> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("follower")
                .callback(gauge -> samples.all()
                        .forEach(track -> track.last()
                                .ifPresent(sample -> gauge.call(value.applyAsDouble(sample), track.follower()))))
                .register(registry);
    }
}
