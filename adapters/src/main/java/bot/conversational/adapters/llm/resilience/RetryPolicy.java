package bot.conversational.adapters.llm.resilience;

import bot.conversational.adapters.llm.failure.ModelFailure;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Optional;

/**
 * How often, and after what pauses, a model is asked again.
 *
 * @param retries after the first try
 * @param firstPause on average; each further one is twice as long, and all vary by half, so that calls which failed
 *     together do not come back together
 * @param longestPause after which they grow no more
 * @param longestRetryAfter the longest wait that a provider may ask for; who asks for more is not asked again
 */
public record RetryPolicy(int retries, Duration firstPause, Duration longestPause, Duration longestRetryAfter) {

    private static final double GROWTH = 2;
    private static final double VARIATION = 0.5;

    /** Pauses of at most two seconds, or ten if a provider demands it: a caller is waiting for the answer. */
    public static RetryPolicy of(int retries) {
        return new RetryPolicy(retries, Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    /**
     * The pause before the next attempt; empty when there is none.
     *
     * @param tries so far, all failed
     * @param left of the time for the whole answer
     */
    Optional<Duration> pause(int tries, ModelFailure failure, Duration left) {
        if (!failure.kind().mayPass() || tries > retries) {
            return Optional.empty();
        }
        Duration own = Duration.ofMillis(
                IntervalFunction.ofExponentialRandomBackoff(firstPause, GROWTH, VARIATION, longestPause)
                        .apply(tries));
        Duration pause = failure.retryAfter().map(asked -> longer(asked, own)).orElse(own);
        boolean tooLong = failure.retryAfter().filter(this::isTooLong).isPresent() || pause.compareTo(left) >= 0;
        return tooLong ? Optional.empty() : Optional.of(pause);
    }

    private boolean isTooLong(Duration asked) {
        return asked.compareTo(longestRetryAfter) > 0;
    }

    /** A little more than was asked for, so that not all who were asked come at once. */
    private static Duration longer(Duration asked, Duration own) {
        return asked.isNegative() ? own : asked.plus(own);
    }
}
