package bot.conversational.domain.ratelimit;

import java.time.Duration;

/** A limit's decision on one call. */
public sealed interface RateLimitDecision {

    RateLimit limit();

    /** Calls that would be allowed right now after this one. */
    int remaining();

    /** Time until the bucket is full again. */
    Duration reset();

    /** The call took a token. */
    record Allowed(RateLimit limit, int remaining, Duration reset) implements RateLimitDecision {}

    /**
     * The bucket was empty and the call took nothing.
     *
     * @param retryAfter time until the next token
     */
    record Refused(RateLimit limit, Duration retryAfter, Duration reset) implements RateLimitDecision {
        @Override
        public int remaining() {
            return 0;
        }
    }
}
