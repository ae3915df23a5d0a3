package bot.conversational.domain.exporting;

import java.time.Instant;

/**
 * What models answered to a user in a month, outside of conversations, or cost in it.
 *
 * @param month by its first instant, in UTC
 * @param what the model, or the currency
 * @param kind how {@code what} and the figures are to be read
 * @param count answers; 0 for costs
 * @param amount tokens of these, or millionths of the currency
 */
public record MonthOfUse(Instant month, String what, Kind kind, long count, long amount) {

    /** What a line tells. */
    public enum Kind {
        COMPLETIONS,
        COSTS
    }
}
