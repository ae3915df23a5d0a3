package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.cluster.NodeId;
import java.time.Duration;
import java.util.Optional;

/**
 * An audit that never ends: each call is one small step, and the next one continues there. Differences are repaired and
 * counted. Each node runs it repeatedly; one of them at a time proceeds.
 */
public final class ContinuousAudit {

    /** Longer than a step and the time until the next. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final String WALK = "search-audit";

    private final Checkpoints checkpoints;
    private final AuditSweep audit;
    private final RepairIndex repair;
    private final AuditMetrics metrics;
    private final String node;

    public ContinuousAudit(
            Checkpoints checkpoints, AuditSweep audit, RepairIndex repair, AuditMetrics metrics, NodeId self) {
        this.checkpoints = checkpoints;
        this.audit = audit;
        this.repair = repair;
        this.metrics = metrics;
        this.node = self.name();
    }

    /**
     * Takes one step, unless another node does.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when a store is unavailable
     */
    public void runOnce() {
        checkpoints.take(WALK, node, LEASE).ifPresent(place -> {
            Optional<Checkpoints.Place> next = audit.step(place, found -> {
                metrics.found(found);
                repair.repair(found.differences());
            });
            if (checkpoints.move(WALK, node, next.orElse(Checkpoints.Place.NOWHERE), LEASE) && next.isEmpty()) {
                metrics.rounded();
            }
        });
    }
}
