package bot.conversational.domain.ratelimit;

import java.time.Duration;

/**
 * A token bucket: it holds {@code burst} tokens and refills {@code perMinute} evenly over a minute.
 *
 * @param policy which limit it is, and so how it fails
 * @param perMinute tokens that come back in a minute, at least 1
 * @param burst tokens that a full bucket holds, at least 1
 */
public record RateLimit(LimitPolicy policy, int perMinute, int burst) {

    public RateLimit {
        if (perMinute < 1 || burst < 1) {
            throw new IllegalArgumentException("a rate limit needs at least one token a minute and one at once");
        }
    }

    /** The limit's name in headers and keys. */
    public String name() {
        return policy.label();
    }

    /** The limit that each of {@code nodes} nodes enforces while they cannot count together; never nothing. */
    public RateLimit alone(int nodes) {
        return new RateLimit(policy, policy.alone(perMinute, nodes), policy.alone(burst, nodes));
    }

    /** Time for one token to come back. */
    public Duration refillInterval() {
        return Duration.ofMinutes(1).dividedBy(perMinute);
    }
}
