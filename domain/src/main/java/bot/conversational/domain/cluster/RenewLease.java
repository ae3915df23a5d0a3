package bot.conversational.domain.cluster;

import java.time.Duration;
import java.time.Instant;

/**
 * Renews this node's lease as long as the store can be reached, counts the live nodes, and sets the shared clock by the
 * store's.
 */
public final class RenewLease implements NodeCount {

    private final NodeLeases leases;
    private final NodeId self;
    private final SharedClock clock;
    private volatile int live = 1;
    private volatile long renewed = System.nanoTime();

    public RenewLease(NodeLeases leases, NodeId self, SharedClock clock) {
        this.leases = leases;
        this.self = self;
        this.clock = clock;
    }

    /**
     * Renews the lease. To be called several times within a lease.
     *
     * @throws IllegalStateException when another process runs under this node's name: the turns of this one are ended
     *     by others, until one of the two goes
     */
    public void renew() {
        Instant asked = clock.machine();
        Instant told = leases.renew(self)
                .orElseThrow(
                        () -> new IllegalStateException("A newer process uses the node name " + self.name() + "."));
        clock.correct(asked, told, clock.machine());
        renewed = System.nanoTime();
        live = Math.max(1, leases.live());
    }

    @Override
    public int live() {
        return live;
    }

    /** The time since the lease was renewed, or since the start; it may have run out. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - renewed);
    }

    /** Lets others take this node for gone at once. */
    public void release() {
        leases.release(self);
    }
}
