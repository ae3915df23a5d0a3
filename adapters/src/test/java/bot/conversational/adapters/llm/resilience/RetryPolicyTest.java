package bot.conversational.adapters.llm.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.llm.failure.FailureKind;
import bot.conversational.adapters.llm.failure.ModelFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RetryPolicy policy =
            new RetryPolicy(3, Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofSeconds(10));

    @Test
    void pauseShouldGrowToItsBoundAndVary() {
        Set<Duration> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Duration first = policy.pause(1, overloaded(), MINUTE).orElseThrow();
            assertThat(first).isBetween(Duration.ofMillis(50), Duration.ofMillis(150));
            assertThat(policy.pause(3, overloaded(), MINUTE).orElseThrow())
                    .isBetween(Duration.ofMillis(100), Duration.ofMillis(300));
            seen.add(first);
        }
        assertThat(seen).hasSizeGreaterThan(10);
    }

    @Test
    void pauseShouldBeNoneWhenRetriesAreUsedUp() {
        assertThat(policy.pause(3, overloaded(), MINUTE)).isPresent();
        assertThat(policy.pause(4, overloaded(), MINUTE)).isEmpty();
    }

    @Test
    void pauseShouldBeNoneWhenItWouldNotLeaveTime() {
        assertThat(policy.pause(1, overloaded(), Duration.ofMillis(50))).isEmpty();
        assertThat(policy.pause(1, overloaded(), Duration.ofSeconds(-1))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"CREDENTIALS_REFUSED", "REQUEST_REFUSED", "TIMED_OUT", "UNREADABLE", "BREAKER_OPEN"})
    void pauseShouldBeNoneWhenAnotherTryWouldFailToo(FailureKind kind) {
        assertThat(policy.pause(1, new ModelFailure(kind, "no", null), MINUTE)).isEmpty();
    }

    @Test
    void pauseShouldBeAtLeastWhatTheProviderAsksFor() {
        assertThat(policy.pause(1, rateLimited(Duration.ofSeconds(7)), MINUTE).orElseThrow())
                .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
    }

    @Test
    void pauseShouldBeNoneWhenTheProviderAsksForTooMuch() {
        assertThat(policy.pause(1, rateLimited(Duration.ofSeconds(11)), MINUTE)).isEmpty();
        assertThat(policy.pause(1, rateLimited(Duration.ofSeconds(7)), Duration.ofSeconds(6)))
                .isEmpty();
    }

    private static ModelFailure overloaded() {
        return new ModelFailure(FailureKind.OVERLOADED, "no", null);
    }

    private static ModelFailure rateLimited(Duration retryAfter) {
        return new ModelFailure(FailureKind.RATE_LIMITED, "no", Optional.of(retryAfter), null);
    }
}
