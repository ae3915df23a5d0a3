package bot.conversational.domain.spending;

import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What users spend on models, in millionths of a currency, summed up by the quarter of an hour. The price is the one of
 * the time: a later one changes nothing. Both methods throw {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface SpendingStore {

    /** Adds the cost of an answer. A user who is gone has none. */
    void add(UserId user, Instant at, String currency, long micros);

    /**
     * What was spent in some intervals that follow each other.
     *
     * @param user everybody when empty
     * @param currency of what is summed up; amounts in another one are left out
     * @param from inclusive, to the quarter of an hour
     * @param to exclusive, likewise
     * @param starts of the intervals, ascending; each ends with the next one, and the last with {@code to}
     * @return as many sums as starts
     */
    List<Long> sums(Optional<UserId> user, String currency, Instant from, Instant to, List<Instant> starts);
}
