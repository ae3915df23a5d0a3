package bot.conversational.domain.indexing.maintenance;

import java.time.Duration;
import java.util.Optional;

/**
 * Leased checkpoints of long jobs: how far each has come, so that the next one resumes there, and which node runs it.
 * One at a time holds the lease, by the store's clock. Every method throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface Checkpoints {

    /**
     * The checkpoint of a job.
     *
     * @param subject of the job, in its own words
     * @param after the last that is done; empty at the beginning
     * @param done how many were done, in the walker's unit
     */
    record Place(String subject, Optional<ConversationKey> after, long done) {

        /** Of a job that has not begun. */
        public static final Place NOWHERE = new Place("", Optional.empty(), 0);

        public static Place startOf(String subject) {
            return new Place(subject, Optional.empty(), 0);
        }
    }

    /** Leases a job that no other holds, or renews the lease: its checkpoint, or empty while another holds it. */
    Optional<Place> take(String walk, String holder, Duration lease);

    /**
     * Moves the checkpoint and renews the lease. False, and nothing happens, when another has taken the job meanwhile.
     */
    boolean move(String walk, String holder, Place place, Duration lease);

    /** Releases a job; its checkpoint stays. Nothing happens when another holds it. */
    void leave(String walk, String holder);
}
