package bot.conversational.domain.sharing;

import bot.conversational.domain.session.ClientAddress;
import java.time.Duration;
import java.util.Optional;

/** Counts the readings by strangers from each address, see {@link ReadShare}. */
public interface ShareVisits {

    /**
     * The counts that all nodes share. Throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when
     * their store is unavailable.
     */
    interface Shared extends ShareVisits {}

    /** The counts of this node alone, for while the shared ones are unavailable. Never fails. */
    interface Own extends ShareVisits {}

    /**
     * Counts a reading, unless the limit of a minute is used up. Atomic.
     *
     * @return empty when it may be made; else the time until one may be
     */
    Optional<Duration> count(ClientAddress address);
}
