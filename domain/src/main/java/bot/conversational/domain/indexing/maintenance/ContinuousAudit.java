package bot.conversational.domain.indexing.maintenance;

import java.time.Duration;
import java.util.Optional;

/**
 * An audit that never ends: each call is one small step, the next one goes on there, and what differs is repaired and told.
 * Each node runs it again and again; one of them at a time gets on.
 */
public final class ContinuousAudit {

    private static final String WALK = "search-audit";

    private final Checkpoints checkpoints;
    private final AuditSweep audit;
    private final RepairIndex repair;
    private final AuditMetrics metrics;
    private final String node;
    private final Duration lease;

    /** @param lease longer than the time between two steps */
    public ContinuousAudit(
            Checkpoints checkpoints,
            AuditSweep audit,
            RepairIndex repair,
            AuditMetrics metrics,
            String node,
            Duration lease) {
        this.checkpoints = checkpoints;
        this.audit = audit;
        this.repair = repair;
        this.metrics = metrics;
        this.node = node;
        this.lease = lease;
    }

    /**
     * Takes one step, unless another node does.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when a store is away
     */
    public void runOnce() {
        checkpoints.take(WALK, node, lease).ifPresent(place -> {
            Optional<Checkpoints.Place> next = audit.step(place, found -> {
                metrics.found(found);
                repair.repair(found.differences());
            });
            if (checkpoints.move(WALK, node, next.orElse(Checkpoints.Place.NOWHERE), lease) && next.isEmpty()) {
                metrics.rounded();
            }
        });
    }
}
