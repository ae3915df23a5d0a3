package bot.conversational.adapters.local;

import bot.conversational.domain.ratelimit.RateLimiter;
import bot.conversational.domain.ratelimit.RateLimiterContract;
import java.time.Duration;
import java.time.Instant;

class LocalRateLimiterTest implements RateLimiterContract {

    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private final RateLimiter limiter = new LocalRateLimiter(() -> now);

    @Override
    public RateLimiter limiter() {
        return limiter;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }
}
