package bot.conversational.domain.ratelimit;

import bot.conversational.domain.user.UserId;

/** Token buckets of this node alone, for the time in which the shared ones are unavailable. Never fails. */
public interface RateLimiter {

    /** Takes a token from the user's bucket of this limit, which is full when it was never asked: atomic. */
    RateLimitDecision take(UserId user, RateLimit limit);
}
