package bot.conversational.domain.ratelimit;

import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The limits of users, by the time at which they were changed. Throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface ChangedLimits {

    /**
     * The limits that somebody has now.
     *
     * @param at when they were changed last, by the store's clock
     */
    record Change(UserId user, UserLimits limits, Instant at) {}

    /**
     * Users whose limits were changed, by time and then id, also those who have none any more.
     *
     * @param from the earliest time that is wanted
     * @param behind of those of just that time only users behind this one
     */
    List<Change> changed(Instant from, Optional<UserId> behind, int limit);
}
