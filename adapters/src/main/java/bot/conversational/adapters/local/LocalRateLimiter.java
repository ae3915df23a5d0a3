package bot.conversational.adapters.local;

import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.ratelimit.RateLimiter;
import bot.conversational.domain.ratelimit.TokenBucket;
import bot.conversational.domain.user.UserId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Buckets in this process. A bucket that has not been asked for long is full again, and is forgotten. */
public final class LocalRateLimiter implements RateLimiter {

    private static final long MAX_BUCKETS = 200_000;

    private record Key(UserId user, String limit) {}

    private final InstantSource clock;
    private final Cache<Key, TokenBucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(Duration.ofMinutes(30))
            .build();

    public LocalRateLimiter(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public RateLimitDecision take(UserId user, RateLimit limit) {
        AtomicReference<RateLimitDecision> decision = new AtomicReference<>();
        buckets.asMap().compute(new Key(user, limit.name()), (key, known) -> {
            Instant now = clock.instant();
            TokenBucket bucket = known == null ? TokenBucket.full(limit, now) : known;
            TokenBucket.Taken taken = bucket.take(limit, now);
            decision.set(taken.decision());
            return taken.bucket();
        });
        return decision.get();
    }
}
