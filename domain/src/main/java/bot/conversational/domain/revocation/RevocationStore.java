package bot.conversational.domain.revocation;

import java.time.Duration;
import java.util.List;

/**
 * The revocations, for good until they are told. They are noted by the stores that end sessions and delete
 * conversations, in the transaction that does so: there is no way to do the one without the other. Every method is one
 * transaction and throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is away.
 */
public interface RevocationStore {

    /** Those that no node has told yet, oldest first, at most {@code limit}; they stay untold. */
    List<Revocation> untold(int limit);

    /** Remembers that these were told. A repeat changes nothing, nor does one that is not noted (any more). */
    void told(List<Revocation> revocations);

    /**
     * Makes those untold again that were told within the last {@code period}, by this store's clock: a hot store that
     * was away may have lost what it heard just before.
     */
    void doubt(Duration period);

    /**
     * Drops those that were told at least {@code age} ago, when nothing that they speak of can be hot any more. Untold ones
     * stay, however old.
     *
     * @return how many were dropped
     */
    int drop(Duration age);
}
