package bot.conversational.domain.chat.generation;

import bot.conversational.domain.user.UserId;
import java.time.LocalDate;

/**
 * The tokens that each user has spent on each day (UTC). Throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface TokenBudget {

    /**
     * Counts tokens as spent if the day's sum stays within the limit; of several at once no more pass than fit.
     *
     * @return whether they were counted
     */
    boolean reserve(UserId user, LocalDate day, long tokens, long limit);

    /** Corrects a reservation by the difference to the tokens used; the sum never falls below 0. */
    void settle(UserId user, LocalDate day, long difference);
}
