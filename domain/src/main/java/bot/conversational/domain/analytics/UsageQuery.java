package bot.conversational.domain.analytics;

import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Which time is reported on, and how it is cut.
 *
 * @param from inclusive; messages count by the time they were made
 * @param to exclusive
 * @param zone whose days, weeks (from Monday) and months are meant
 */
public record UsageQuery(Instant from, Instant to, Interval interval, ZoneId zone) {

    /** A quarter of a year by the hour. */
    public static final int MAX_BUCKETS = 2_300;

    /** The default period of a report. */
    public static final Duration DEFAULT_SPAN = Duration.ofDays(30);

    /** How long a bucket is. */
    public enum Interval {
        HOUR(Duration.ofHours(1)),
        DAY(Duration.ofDays(1)),
        WEEK(Duration.ofDays(7)),
        MONTH(Duration.ofDays(28));

        private final Duration shortest;

        Interval(Duration shortest) {
            this.shortest = shortest;
        }
    }

    /** @throws DomainException.Invalid when the end is not behind the beginning, or there would be too many buckets */
    public UsageQuery {
        if (!from.isBefore(to)) {
            throw new DomainException.Invalid("to", "must be later than from");
        }
        if (Duration.between(from, to).dividedBy(interval.shortest) > MAX_BUCKETS) {
            throw new DomainException.Invalid("interval", "would make more than " + MAX_BUCKETS + " buckets");
        }
    }
}
