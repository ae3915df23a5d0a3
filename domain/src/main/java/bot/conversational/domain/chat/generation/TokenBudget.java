package bot.conversational.domain.chat.generation;

import bot.conversational.domain.user.UserId;
import java.time.LocalDate;

/**
 * The tokens that each user has spent on each day (UTC), and their cost. Throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface TokenBudget {

    /**
     * Counts an amount as spent if the day's sums stay within the limits; of several at once no more pass than fit.
     *
     * @param limit of the day; 0 of either unit is no limit
     * @return whether it was counted
     */
    boolean reserve(UserId user, LocalDate day, Spent amount, Spent limit);

    /** Corrects a reservation by the difference to what was used; no sum ever falls below 0. */
    void settle(UserId user, LocalDate day, Spent difference);
}
