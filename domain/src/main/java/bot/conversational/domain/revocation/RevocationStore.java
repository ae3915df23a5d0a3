package bot.conversational.domain.revocation;

import java.time.Duration;
import java.util.List;

/**
 * The revocations, durable until they are propagated. They are written by the stores that end sessions and delete
 * conversations, in the transaction that does so: there is no way to do the one without the other. Every method is one
 * transaction and throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is
 * unavailable.
 */
public interface RevocationStore {

    /**
     * Those that no node has propagated yet and that are not set aside, oldest first, at most {@code limit}; they stay
     * pending.
     */
    List<Revocation> pending(int limit);

    /** Leaves these out of {@link #pending} for a while, by this store's clock: they keep no others waiting. */
    void setAside(List<Revocation> revocations, Duration until);

    /** Whether a session's is set aside that ended within its longest life, so that the gate may still admit it. */
    boolean sessionsAside(Duration longestLife);

    /** Marks these as propagated. A repeat changes nothing, nor does one that does not exist (any more). */
    void markPropagated(List<Revocation> revocations);

    /**
     * Makes those pending again that were propagated within the last {@code period}, by this store's clock: a Redis
     * that was down may have lost its newest writes.
     */
    void reopen(Duration period);

    /**
     * Drops those that were propagated at least {@code age} ago, when Redis has nothing left that they concern. Pending
     * ones stay, however old.
     *
     * @return how many were dropped
     */
    int drop(Duration age);
}
