package bot.conversational.domain.ratelimit;

import bot.conversational.domain.user.UserId;

/** Token buckets that this node keeps by itself, for when the shared ones cannot be asked. Never fails. */
public interface RateLimiter {

    /** Takes a token from the user's bucket of this limit, which is full when it was never asked: atomic. */
    RateLimitDecision take(UserId user, RateLimit limit);
}
