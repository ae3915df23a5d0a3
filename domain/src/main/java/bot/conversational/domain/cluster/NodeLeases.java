package bot.conversational.domain.cluster;

import java.time.Instant;
import java.util.Optional;

/** Which nodes are alive, by one clock that they all share: the store's. */
public interface NodeLeases {

    /**
     * Lets the node count as alive for a lease from now. A repeat prolongs it.
     *
     * @return the store's time; empty when a process of the same name with a higher epoch holds a lease: then nothing was
     *     changed, and this one counts as dead
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable
     */
    Optional<Instant> renew(NodeId node);

    /**
     * Ends the lease at once. Nothing happens when it has ended, or is a later process's.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable
     */
    void release(NodeId node);

    /**
     * How many nodes are alive.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable
     */
    int live();
}
