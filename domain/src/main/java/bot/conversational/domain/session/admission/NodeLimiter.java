package bot.conversational.domain.session.admission;

import bot.conversational.domain.cluster.NodeCount;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.ratelimit.RateLimiter;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.KeyGrant;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/** Limits calls by this node's own buckets, within its share of the limit: the shared buckets are unavailable. */
public final class NodeLimiter {

    private final RateLimiter buckets;
    private final NodeCount nodes;

    /** @param buckets of this node */
    public NodeLimiter(RateLimiter buckets, NodeCount nodes) {
        this.buckets = buckets;
        this.nodes = nodes;
    }

    /** Of a key with a limit of its own the key's bucket is asked first; what it gave is lost if the user's refuses. */
    RateLimitDecision take(Caller caller, RateLimit limit) {
        Optional<KeyGrant> limited =
                caller.key().filter(grant -> grant.limitOf(limit).isPresent());
        if (limited.isEmpty()) {
            return take(caller.user(), limit);
        }
        KeyGrant key = limited.get();
        RateLimitDecision own =
                take(new UserId(key.key().value()), key.limitOf(limit).orElseThrow());
        if (own instanceof RateLimitDecision.Refused) {
            return own;
        }
        RateLimitDecision users = take(caller.user(), limit);
        return users instanceof RateLimitDecision.Refused || users.remaining() < own.remaining() ? users : own;
    }

    private RateLimitDecision take(UserId owner, RateLimit limit) {
        return buckets.take(owner, limit.alone(nodes.live()));
    }
}
