package bot.conversational.application.health;

import bot.conversational.domain.indexing.maintenance.AuditMetrics;
import bot.conversational.domain.indexing.maintenance.Difference;
import bot.conversational.domain.indexing.maintenance.Findings;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What the standing audit sees, as metrics of the node that audits. */
public final class PrometheusAuditMetrics implements AuditMetrics {

    private final Counter messages;
    private final Counter differences;
    private final Counter rounds;

    public PrometheusAuditMetrics(PrometheusRegistry registry) {
        messages = Counter.builder()
                .name("search_audit_messages_total")
                .help("Messages that were compared in PostgreSQL and the search index.")
                .register(registry);
        differences = Counter.builder()
                .name("search_audit_differences_total")
                .help("Messages in which the two differed, and which were repaired.")
                .labelNames("kind")
                .register(registry);
        rounds = Counter.builder()
                .name("search_audit_rounds_total")
                .help("How often everything was compared.")
                .register(registry);
        differences.initLabelValues("missing");
        differences.initLabelValues("stale");
        differences.initLabelValues("ghost");
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
        };
    }

    @Override
    public void rounded() {
        rounds.inc();
    }
}
