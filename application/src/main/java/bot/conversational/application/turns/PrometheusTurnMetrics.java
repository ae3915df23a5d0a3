package bot.conversational.application.turns;

import bot.conversational.application.health.MetricSource;
import bot.conversational.domain.chat.generation.TurnMetrics;
import bot.conversational.domain.chat.live.LiveTurns;
import bot.conversational.domain.conversation.MessageStatus;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Locale;

/** Turns as Prometheus sees them. */
public final class PrometheusTurnMetrics implements TurnMetrics, MetricSource {

    private final Counter ended;
    private final Counter fromCache;
    private final Counter orphans;
    private final Counter orphansAside;
    private final Histogram firstText;
    private final Histogram tokensPerSecond;
    private final LiveTurns live;

    public PrometheusTurnMetrics(LiveTurns live) {
        this.live = live;
        ended = Counter.builder()
                .name("turns_ended_total")
                .help("Generations that are over, by how they ended; stops are those with status stopped.")
                .labelNames("status")
                .build();
        for (MessageStatus status : MessageStatus.values()) {
            if (status != MessageStatus.GENERATING) {
                ended.initLabelValues(label(status));
            }
        }
        fromCache = Counter.builder()
                .name("turns_answered_from_cache_total")
                .help("Turns whose answer came from the response cache.")
                .build();
        orphans = Counter.builder()
                .name("turns_orphaned_total")
                .help("Orphaned turns that this node ended.")
                .build();
        orphansAside = Counter.builder()
                .name("turns_orphaned_refused_total")
                .help("Orphaned turns that this node could not end and set aside, each try counted.")
                .build();
        firstText = Histogram.builder()
                .name("turn_first_text_seconds")
                .help("Time from the model call to its first text.")
                .classicUpperBounds(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
                .build();
        tokensPerSecond = Histogram.builder()
                .name("turn_tokens_per_second")
                .help("Tokens per second of each completed answer.")
                .classicUpperBounds(1, 2, 5, 10, 20, 50, 100, 200, 500)
                .build();
    }

    @Override
    public void register(PrometheusRegistry registry) {
        registry.register(ended);
        registry.register(fromCache);
        registry.register(orphans);
        registry.register(orphansAside);
        registry.register(firstText);
        registry.register(tokensPerSecond);
        GaugeWithCallback.builder()
                .name("turns_live")
                .help("Answers that this node is generating.")
                .callback(gauge -> gauge.call(live.size()))
                .register(registry);
    }

    @Override
    public void answeredFromCache() {
        fromCache.inc();
    }

    @Override
    public void firstText(Duration wait) {
        firstText.observe(wait.toNanos() / 1e9);
    }

    @Override
    public void ended(MessageStatus status, Duration generating, int tokens) {
        ended.labelValues(label(status)).inc();
        if (status == MessageStatus.COMPLETED && !generating.isZero()) {
            tokensPerSecond.observe(tokens * 1e9 / generating.toNanos());
        }
    }

    private static String label(MessageStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void orphanFound() {
        orphans.inc();
    }

    @Override
    public void orphanSetAside() {
        orphansAside.inc();
    }
}
