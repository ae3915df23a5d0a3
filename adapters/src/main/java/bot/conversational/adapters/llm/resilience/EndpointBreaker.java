package bot.conversational.adapters.llm.resilience;

import bot.conversational.adapters.llm.failure.ModelFailure;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker for an endpoint. One that is down costs a few callers a timeout; then calls fail at once, while one
 * call every few seconds tries whether it is available again. Models behind one endpoint share it.
 */
public final class EndpointBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointBreaker.class);

    private final CircuitBreaker breaker;

    /**
     * A breaker that opens when at least half of the last ten calls failed, five of them at least.
     *
     * @param endpoint as operators know it
     * @param pause from its opening to the first trial
     */
    public EndpointBreaker(String endpoint, Duration pause) {
        breaker = CircuitBreaker.of(
                endpoint,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(pause)
                        // By itself, so that its state shows whether the next call will be let through.
                        .automaticTransitionFromOpenToHalfOpenEnabled(true)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.warn(
                        "the breaker of {} is now {}",
                        endpoint,
                        event.getStateTransition().getToState()));
    }

    /** Whether calls go through. */
    public enum State {
        CLOSED,
        /** The next call, and no other meanwhile, is let through to try. */
        HALF_OPEN,
        OPEN
    }

    public State state() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED;
        };
    }

    /** Admits a call, or refuses it for now. An admitted caller has to report the outcome. */
    Optional<Admitted> admit() {
        return breaker.tryAcquirePermission() ? Optional.of(new Admitted()) : Optional.empty();
    }

    /** A call that was let through. Used by one thread. */
    final class Admitted {

        private boolean reported;

        private Admitted() {}

        /**
         * The first piece arrived: the endpoint works. Reported at once, because the answer may take a minute more, in
         * which a half-open breaker would refuse all other calls.
         */
        void began() {
            if (!reported) {
                reported = true;
                breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            }
        }

        /** The answer is complete. */
        void completed() {
            began();
        }

        /** It failed. That counts also after {@link #began}: an endpoint that breaks every answer off is not well. */
        void failed(ModelFailure failure) {
            if (failure.kind().isOfTheEndpoint()) {
                reported = true;
                breaker.onError(0, TimeUnit.NANOSECONDS, failure);
            } else {
                endedOtherwise();
            }
        }

        /** It ended for reasons that say nothing of the endpoint. */
        void endedOtherwise() {
            if (!reported) {
                reported = true;
                breaker.releasePermission();
            }
        }
    }
}
