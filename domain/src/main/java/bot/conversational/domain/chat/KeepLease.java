package bot.conversational.domain.chat;

/** Keeps this node alive in the eyes of the others, for as long as it can reach the store. */
public final class KeepLease {

    private final NodeLeases leases;
    private final NodeId self;

    public KeepLease(NodeLeases leases, NodeId self) {
        this.leases = leases;
        this.self = self;
    }

    /**
     * Renews the lease. To be called several times within a lease.
     *
     * @throws IllegalStateException when another process runs under this node's name: the turns of this one are ended by
     *     others, until one of the two goes
     */
    public boolean renew() {
        if (!leases.renew(self)) {
            throw new IllegalStateException("A later process runs under the name " + self.name() + ".");
        }
        return false;
    }

    /** Lets others take this node for gone at once. */
    public void release() {
        leases.release(self);
    }
}
