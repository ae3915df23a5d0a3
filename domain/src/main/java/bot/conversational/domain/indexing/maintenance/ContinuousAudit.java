package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.cluster.NodeId;
import java.time.Duration;
import java.util.Optional;

/**
 * An audit that never ends: each call is one small step, the next one goes on there, and what differs is repaired and told.
 * Each node runs it again and again; one of them at a time gets on.
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
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when a store is away
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
