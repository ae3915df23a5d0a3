package bot.conversational.application.turns;

import bot.conversational.application.health.MetricSource;
import bot.conversational.domain.chat.completion.CompletionMetrics;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Chat completions as Prometheus sees them. */
public final class PrometheusCompletionMetrics implements CompletionMetrics, MetricSource {

    private final Counter served = Counter.builder()
            .name("completions_total")
            .help("Chat completions, by how they were served.")
            .labelNames("outcome")
            .build();
    private final Map<Outcome, CounterDataPoint> byOutcome = new EnumMap<>(Outcome.class);

    public PrometheusCompletionMetrics() {
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(outcome, served.labelValues(outcome.name().toLowerCase(Locale.ROOT)));
        }
    }

    @Override
    public void register(PrometheusRegistry registry) {
        registry.register(served);
    }

    @Override
    public void served(Outcome outcome) {
        CounterDataPoint counter = byOutcome.get(outcome);
        if (counter != null) {
            counter.inc();
        }
    }
}
