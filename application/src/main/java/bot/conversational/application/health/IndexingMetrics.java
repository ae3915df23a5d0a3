package bot.conversational.application.health;

import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.DeadLetters;
import bot.conversational.domain.shared.DomainException;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.ToDoubleFunction;

/** How far the search index is behind, as Prometheus asks for it; without PostgreSQL there is no value. */
public final class IndexingMetrics {

    private IndexingMetrics() {}

    public static void register(
            PrometheusRegistry registry, ChangeFeed changes, String consumer, DeadLetters deadLetters) {
        gauge(
                registry,
                "search_index_backlog",
                "Changes that wait to be indexed",
                changes,
                feed -> feed.lag(consumer).backlog());
        gauge(
                registry,
                "search_index_lag_seconds",
                "Age of the oldest change that waits",
                changes,
                feed -> feed.lag(consumer).age().toMillis() / 1000.0);
        gauge(
                registry,
                "search_index_dead_letters",
                "Messages that can never be indexed",
                deadLetters,
                letters -> letters.count());
    }

    private static <T> void gauge(
            PrometheusRegistry registry, String name, String help, T asked, ToDoubleFunction<T> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> {
                    try {
                        callback.call(value.applyAsDouble(asked));
                    } catch (DomainException.Unavailable away) {
                        return;
                    }
                })
                .register(registry);
    }
}
