package bot.conversational.domain.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link RateLimiter} keeps, under a clock that the test moves. */
public interface RateLimiterContract {

    RateLimit LIMIT = new RateLimit(LimitPolicy.CHAT, 60, 10);

    RateLimiter limiter();

    /** Moves the limiter's clock on. */
    void pass(Duration time);

    private static UserId someone() {
        return new UserId(UUID.randomUUID());
    }

    @Test
    default void takeShouldAllowTheBurstAndNoMore() {
        UserId user = someone();
        for (int left = 9; left >= 0; left--) {
            assertThat(limiter().take(user, LIMIT))
                    .isInstanceOf(RateLimitDecision.Allowed.class)
                    .returns(left, RateLimitDecision::remaining);
        }
        assertThat(limiter().take(user, LIMIT)).isInstanceOf(RateLimitDecision.Refused.class);
    }

    @Test
    default void takeShouldAllowAgainWhenATokenCameBack() {
        UserId user = someone();
        empty(user);
        pass(Duration.ofMillis(900));
        assertThat(limiter().take(user, LIMIT)).isInstanceOf(RateLimitDecision.Refused.class);
        pass(Duration.ofMillis(101));
        assertThat(limiter().take(user, LIMIT)).isInstanceOf(RateLimitDecision.Allowed.class);
        assertThat(limiter().take(user, LIMIT)).isInstanceOf(RateLimitDecision.Refused.class);
    }

    @Test
    default void bucketsShouldBeApartByUserAndByLimit() {
        UserId user = someone();
        empty(user);
        assertThat(limiter().take(someone(), LIMIT)).isInstanceOf(RateLimitDecision.Allowed.class);
        assertThat(limiter().take(user, new RateLimit(LimitPolicy.API, 60, 10)))
                .isInstanceOf(RateLimitDecision.Allowed.class);
    }

    @Test
    default void concurrentCallersShouldNotGetMoreThanTheBurst() throws InterruptedException {
        UserId user = someone();
        AtomicInteger allowed = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            Thread.startVirtualThread(() -> {
                if (limiter().take(user, LIMIT) instanceof RateLimitDecision.Allowed) {
                    allowed.incrementAndGet();
                }
                done.countDown();
            });
        }
        done.await();
        assertThat(allowed).hasValue(LIMIT.burst());
    }

    private void empty(UserId user) {
        for (int i = 0; i < LIMIT.burst(); i++) {
            limiter().take(user, LIMIT);
        }
    }
}
