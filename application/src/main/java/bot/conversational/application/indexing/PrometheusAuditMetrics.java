package bot.conversational.application.indexing;

import bot.conversational.application.health.MetricSource;
import bot.conversational.domain.indexing.maintenance.AuditMetrics;
import bot.conversational.domain.indexing.maintenance.Difference;
import bot.conversational.domain.indexing.maintenance.Findings;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The results of the continuous audit, as metrics of the node that audits. */
public final class PrometheusAuditMetrics implements AuditMetrics, MetricSource {

    private final Counter messages;
    private final Counter differences;
    private final Counter rounds;

    public PrometheusAuditMetrics() {
        messages = Counter.builder()
                .name("search_audit_messages_total")
                .help("Messages that were compared in PostgreSQL and the search index.")
                .build();
        differences = Counter.builder()
                .name("search_audit_differences_total")
                .help("Messages that differed and were repaired.")
                .labelNames("kind")
                .build();
        rounds = Counter.builder()
                .name("search_audit_rounds_total")
                .help("Completed audits.")
                .build();
        differences.initLabelValues("missing");
        differences.initLabelValues("stale");
        differences.initLabelValues("ghost");
        differences.initLabelValues("missing_vectors");
        differences.initLabelValues("ghost_vectors");
    }

    @Override
    public void register(PrometheusRegistry registry) {
        registry.register(messages);
        registry.register(differences);
        registry.register(rounds);
    }

    @Override
    public void found(Findings findings) {
        messages.inc(findings.compared());
        for (Difference difference : findings.differences()) {
            differences.labelValues(kind(difference)).inc();
        }
    }

    private static String kind(Difference difference) {
        return switch (difference) {
            case Difference.Missing it -> "missing";
            case Difference.Stale it -> "stale";
            case Difference.Ghost it -> "ghost";
            case Difference.MissingVectors it -> "missing_vectors";
            case Difference.GhostVectors it -> "ghost_vectors";
        };
    }

    @Override
    public void rounded() {
        rounds.inc();
    }
}
