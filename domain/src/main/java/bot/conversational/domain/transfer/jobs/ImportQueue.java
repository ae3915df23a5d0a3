package bot.conversational.domain.transfer.jobs;

import bot.conversational.domain.transfer.ImportId;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Imports as nodes work on them, each under a lease by the store's clock. Every method throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface ImportQueue {

    /** The oldest import that is whole and that nobody works on, for a new attempt. */
    Optional<ClaimedImport> take(Duration lease);

    /** A chunk of its bytes; empty when they are gone, or it has fewer. */
    Optional<byte[]> chunk(UserId user, ImportId id, int n);

    /**
     * Renews the lease, also one that has run out if nobody else has taken the import up.
     *
     * @return false, and nothing happens, when the import is over or another attempt has begun
     */
    boolean renew(ClaimedImport claim, ImportNote note, Duration lease);

    /** Ends it; false, and nothing happens, as with {@link #renew}. */
    boolean end(ClaimedImport claim, ImportNote note, ImportEnd end);

    /** Gives the lease back, so that another attempt begins at once. */
    void release(ClaimedImport claim);

    /**
     * Deletes some bytes of imports that are over, having ended those whose sender's node has died.
     *
     * @return whether there may be more
     */
    boolean deleteBytes();

    /**
     * Deletes some imports that were over before a time, and have no bytes.
     *
     * @return whether there may be more
     */
    boolean deleteOld(Instant before);

    /** How many are not over. */
    int waiting();
}
