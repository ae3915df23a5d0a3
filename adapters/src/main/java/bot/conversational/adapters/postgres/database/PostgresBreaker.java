package bot.conversational.adapters.postgres.database;

import bot.conversational.adapters.calls.Openness;
import bot.conversational.domain.shared.DomainException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.config.JdbiConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the server responds: one for each {@link org.jdbi.v3.core.Jdbi}, shared by all stores on it. An unavailable
 * or frozen server costs the calls in flight a timeout. After that every call fails at once, until a single call
 * finds it available again: tried after half a second, and then once a second.
 *
 * <p>One missing response is enough. A statement that was too slow, or a pool whose connections are all busy, does not
 * count: the server is there, and refusing all calls for a second would make a busy one seem dead. Nor does it count
 * when the server has responded to others meanwhile: on a machine that is short of time a single connection may be
 * late.
 */
public final class PostgresBreaker implements JdbiConfig<PostgresBreaker> {

    static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Short, as a server or a pooler that is restarted is back at once. Doubles up to {@link #RETRY_AFTER}. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBreaker.class);

    private final CircuitBreaker breaker = CircuitBreaker.of(
            "postgresql",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(1)
                    .minimumNumberOfCalls(1)
                    .failureRateThreshold(1)
                    .waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialBackoff(FIRST_PAUSE, 2, RETRY_AFTER))
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .build());

    private final AtomicLong lastAnswer = new AtomicLong(System.nanoTime());
    private volatile BooleanSupplier poolIsBusy = () -> false;
    private volatile Runnable dropConnections = () -> {};

    /** For Jdbi, which makes its configuration itself. */
    public PostgresBreaker() {
        breaker.getEventPublisher().onStateTransition(event -> LOG.warn("PostgreSQL: {}", event.getStateTransition()));
    }

    /**
     * Says what is known of the pool.
     *
     * @param busy whether every connection is in use, which a call's wait for one cannot show
     * @param drop drops all connections when the server has gone silent. Each would cost a caller a timeout, and another
     *     server may have taken over
     */
    void watch(BooleanSupplier busy, Runnable drop) {
        poolIsBusy = busy;
        dropConnections = drop;
    }

    /**
     * Does the work, unless the server did not answer a moment ago.
     *
     * @throws DomainException.Unavailable at once when it did not
     */
    <T> T call(Supplier<T> work) {
        if (!breaker.tryAcquirePermission()) {
            throw new DomainException.Unavailable("The database did not respond a moment ago.", RETRY_AFTER, null);
        }
        long start = System.nanoTime();
        try {
            T result = work.get();
            long end = System.nanoTime();
            lastAnswer.set(end);
            breaker.onSuccess(end - start, TimeUnit.NANOSECONDS);
            return result;
        } catch (JdbiException failure) {
            if (PostgresFailures.isSilence(failure, poolIsBusy) && lastAnswer.get() - start < 0) {
                breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
                dropConnections.run();
            } else {
                breaker.releasePermission();
            }
            throw failure;
        } catch (RuntimeException | Error failure) {
            breaker.releasePermission();
            throw failure;
        }
    }

    /** How far it is {@linkplain Openness open}. */
    public double openness() {
        return Openness.of(breaker);
    }

    /** The same one for every copy that Jdbi makes of its configuration: it is the server's state, not a setting. */
    @Override
    public PostgresBreaker createCopy() {
        return this;
    }
}
