package bot.conversational.domain.chat.generation;

import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.user.UserId;
import java.time.LocalDate;

/**
 * The tokens that each key with a limit of its own has spent on each day (UTC). Throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface KeyTokenBudget {

    /**
     * Counts tokens as spent if the day's sum stays within the limit; of several at once no more pass than fit.
     *
     * @return whether they were counted; false, too, when the user has no such key (any more)
     */
    boolean reserve(UserId user, ApiKeyId key, LocalDate day, long tokens, long limit);

    /** Corrects a reservation by the difference to what was used; no sum ever falls below 0. */
    void settle(UserId user, ApiKeyId key, LocalDate day, long difference);
}
