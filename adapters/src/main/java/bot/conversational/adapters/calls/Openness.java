package bot.conversational.adapters.calls;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/** The state of a circuit breaker as a number, so that the worst of several is the largest. */
public final class Openness {

    /** All calls are let through. */
    public static final double CLOSED = 0;

    /** The next call, and no other meanwhile, is let through to try. */
    public static final double HALF_OPEN = 0.5;

    /** Calls are kept back. */
    public static final double OPEN = 1;

    private Openness() {}

    /** One of the three. */
    public static double of(CircuitBreaker breaker) {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> OPEN;
            case HALF_OPEN -> HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> CLOSED;
        };
    }
}
