package bot.conversational.domain.cluster;

import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How far a copy of the source of truth must have come to have all that a user has written, whichever node they wrote
 * through. Of use only where there is such a copy.
 *
 * <p>A place is known for {@link #REMEMBERED}. A copy that may be further behind than that must not be read.
 *
 * <p>Every method throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when this is unavailable.
 * Then, and for as long after as places are remembered, whatever a user wrote may not be known.
 */
public interface WrittenPositions {

    /** How long a place is known at least, since it was noted last. */
    Duration REMEMBERED = Duration.ofSeconds(20);

    /** Notes that each of the users has written something before the place. A later place that is known stays. */
    void note(Set<UserId> users, LogPosition position);

    /** The place behind all that the user has written of late, through any node; none when that was nothing. */
    Optional<LogPosition> of(UserId user);

    /**
     * Whether all that was noted since the call before is still known. False at the first call, and when what keeps the
     * places has lost its data. To be called by one caller again and again.
     */
    boolean unbroken();
}
