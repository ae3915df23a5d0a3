package bot.conversational.domain.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final RateLimit LIMIT = new RateLimit(LimitPolicy.API, 60, 10);

    @Test
    void takeShouldAllowABurstAndThenRefuse() {
        TokenBucket bucket = TokenBucket.full(LIMIT, NOW);
        for (int left = 9; left >= 0; left--) {
            TokenBucket.Taken taken = bucket.take(LIMIT, NOW);
            assertThat(taken.decision())
                    .isEqualTo(new RateLimitDecision.Allowed(LIMIT, left, Duration.ofSeconds(10 - left)));
            bucket = taken.bucket();
        }
        assertThat(bucket.take(LIMIT, NOW).decision())
                .isEqualTo(new RateLimitDecision.Refused(LIMIT, Duration.ofSeconds(1), Duration.ofSeconds(10)));
    }

    @Test
    void takeShouldCostNothingWhenItIsRefused() {
        TokenBucket empty = new TokenBucket(0.5, NOW);
        assertThat(empty.take(LIMIT, NOW).bucket()).isEqualTo(empty);
    }

    @Test
    void takeShouldAllowOneMoreWhenOneRefillIntervalHasPassed() {
        TokenBucket empty = new TokenBucket(0, NOW);
        assertThat(empty.take(LIMIT, NOW.plusMillis(500)).decision())
                .isEqualTo(new RateLimitDecision.Refused(LIMIT, Duration.ofMillis(500), Duration.ofMillis(9500)));
        assertThat(empty.take(LIMIT, NOW.plusMillis(999)).decision()).isInstanceOf(RateLimitDecision.Refused.class);
        assertThat(empty.take(LIMIT, NOW.plusMillis(1000)).decision()).isInstanceOf(RateLimitDecision.Allowed.class);
    }

    @Test
    void takeShouldNotFillBeyondTheBurstWhenMuchTimeHasPassed() {
        TokenBucket.Taken taken = new TokenBucket(0, NOW).take(LIMIT, NOW.plusSeconds(86_400));
        assertThat(taken.bucket().tokens()).isEqualTo(9);
    }

    @Test
    void takeShouldRefillNothingWhenTheClockWentBack() {
        TokenBucket.Taken taken = new TokenBucket(0, NOW).take(LIMIT, NOW.minusSeconds(60));
        assertThat(taken.decision()).isInstanceOf(RateLimitDecision.Refused.class);
        assertThat(taken.bucket().at()).isEqualTo(NOW);
    }

    @Test
    void takeShouldForgetTokensAboveTheBurstWhenTheLimitWasLowered() {
        TokenBucket rich = new TokenBucket(100, NOW);
        assertThat(rich.take(LIMIT, NOW).decision().remaining()).isEqualTo(9);
    }

    @Test
    void limitShouldRefuseToBeEmpty() {
        assertThatThrownBy(() -> new RateLimit(LimitPolicy.API, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimit(LimitPolicy.API, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refillIntervalShouldBeAMinuteDividedEvenly() {
        assertThat(LIMIT.refillInterval()).isEqualTo(Duration.ofSeconds(1));
    }
}
