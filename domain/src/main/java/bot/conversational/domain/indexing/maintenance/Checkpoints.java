package bot.conversational.domain.indexing.maintenance;

import java.time.Duration;
import java.util.Optional;

/**
 * How far long walks through everything have come, so that whoever goes on starts there, and who walks: one at a time,
 * for as long as its lease runs by the store's clock. Every method throws
 * {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is away.
 */
public interface Checkpoints {

    /**
     * Where a walk is.
     *
     * @param subject what it is about; the walker's own word
     * @param after the last that is done; empty at the beginning
     * @param done how many were done, in the walker's unit
     */
    record Place(String subject, Optional<ConversationKey> after, long done) {

        /** Of a walk that nobody has begun. */
        public static final Place NOWHERE = new Place("", Optional.empty(), 0);

        public static Place startOf(String subject) {
            return new Place(subject, Optional.empty(), 0);
        }
    }

    /** Takes a walk that nobody holds, or keeps it: where it is, or empty while another holds it. */
    Optional<Place> take(String walk, String holder, Duration lease);

    /** Moves a walk and lengthens the lease. False, and nothing happens, when another has taken it meanwhile. */
    boolean move(String walk, String holder, Place place, Duration lease);

    /** Lets go of a walk, which stays where it is. Nothing happens when another holds it. */
    void leave(String walk, String holder);
}
