package bot.conversational.domain.ratelimit;

import java.time.Duration;

/**
 * A token bucket: it holds {@code burst} tokens and refills {@code perMinute} evenly over a minute.
 *
 * @param name what the limit is called in headers and metrics
 * @param perMinute tokens that come back in a minute, at least 1
 * @param burst tokens that a full bucket holds, at least 1
 */
public record RateLimit(String name, int perMinute, int burst) {

    public RateLimit {
        if (perMinute < 1 || burst < 1) {
            throw new IllegalArgumentException("a rate limit needs at least one token a minute and one at once");
        }
    }

    /** What each of so many nodes enforces by itself while they cannot count together; never nothing. */
    public RateLimit share(int nodes) {
        return new RateLimit(name, Math.max(1, perMinute / nodes), Math.max(1, burst / nodes));
    }

    /** Time for one token to come back. */
    public Duration refillInterval() {
        return Duration.ofMinutes(1).dividedBy(perMinute);
    }
}
