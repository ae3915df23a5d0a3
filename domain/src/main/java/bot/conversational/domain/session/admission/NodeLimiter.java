package bot.conversational.domain.session.admission;

import bot.conversational.domain.cluster.NodeCount;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.ratelimit.RateLimiter;
import bot.conversational.domain.user.UserId;

/** Limits calls by this node's own buckets, within its share of the limit: the shared buckets are unavailable. */
public final class NodeLimiter {

    private final RateLimiter buckets;
    private final NodeCount nodes;

    /** @param buckets of this node */
    public NodeLimiter(RateLimiter buckets, NodeCount nodes) {
        this.buckets = buckets;
        this.nodes = nodes;
    }

    RateLimitDecision take(UserId user, RateLimit limit) {
        return buckets.take(user, limit.alone(nodes.live()));
    }
}
