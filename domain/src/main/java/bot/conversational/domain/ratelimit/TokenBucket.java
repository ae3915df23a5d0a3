package bot.conversational.domain.ratelimit;

import java.time.Duration;
import java.time.Instant;

/**
 * The arithmetic of a token bucket, for the node's own buckets; the shared ones do the same sum inside the store.
 *
 * @param tokens whole and partial tokens at {@code at}
 */
public record TokenBucket(double tokens, Instant at) {

    /** A bucket after a call, and its decision on the call. */
    public record Taken(TokenBucket bucket, RateLimitDecision decision) {}

    public static TokenBucket full(RateLimit limit, Instant now) {
        return new TokenBucket(limit.burst(), now);
    }

    /** Takes one token if there is one. A clock that went back refills nothing. */
    public Taken take(RateLimit limit, Instant now) {
        double perMilli = limit.perMinute() / 60_000.0;
        long elapsed = Math.max(0, Duration.between(at, now).toMillis());
        double filled = Math.min(limit.burst(), tokens + elapsed * perMilli);
        boolean allowed = filled >= 1;
        double left = allowed ? filled - 1 : filled;
        Duration reset = Duration.ofMillis((long) Math.ceil((limit.burst() - left) / perMilli));
        RateLimitDecision decision = allowed
                ? new RateLimitDecision.Allowed(limit, (int) left, reset)
                : new RateLimitDecision.Refused(
                        limit, Duration.ofMillis((long) Math.ceil((1 - left) / perMilli)), reset);
        return new Taken(new TokenBucket(left, now.isBefore(at) ? at : now), decision);
    }
}
