package bot.conversational.domain.indexing.maintenance;

import java.time.Duration;
import java.util.Optional;

/**
 * An audit that never ends: each call is one small step, the next one goes on there, and what differs is repaired and told.
 * Each node runs it again and again; one of them at a time gets on.
 */
public final class ContinuousAudit {

    private static final String WALK = "search-audit";

    private final Checkpoints walks;
    private final AuditSweep audit;
    private final RepairIndex repair;
    private final AuditMetrics meter;
    private final String node;
    private final Duration lease;

    /** @param lease longer than the time between two steps */
    public ContinuousAudit(
            Checkpoints walks, AuditSweep audit, RepairIndex repair, AuditMetrics meter, String node, Duration lease) {
        this.walks = walks;
        this.audit = audit;
        this.repair = repair;
        this.meter = meter;
        this.node = node;
        this.lease = lease;
    }

    /**
     * Takes one step, unless another node does.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when a store is away
     */
    public void runOnce() {
        walks.take(WALK, node, lease).ifPresent(place -> {
            Optional<Checkpoints.Place> next = audit.step(place, found -> {
                meter.found(found);
                repair.repair(found.differences());
            });
            if (walks.move(WALK, node, next.orElse(Checkpoints.Place.NOWHERE), lease) && next.isEmpty()) {
                meter.rounded();
            }
        });
    }
}
