package bot.conversational.adapters.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/**
 * The states of circuit breakers, loaded before there are calls. HotSpot (seen with JDK 25) compiles a call on an
 * interface with one known implementation into a call on that. It reverts this when a second one is loaded. A virtual
 * thread that waits at that moment and then continues with an exception is missed: it ends with an {@link
 * IncompatibleClassChangeError}. So the first opening of a breaker was a 500 for every call that waited for the engine.
 */
public final class BreakerStates {

    private BreakerStates() {}

    public static void load() {
        CircuitBreaker breaker = CircuitBreaker.ofDefaults("states");
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
        breaker.transitionToClosedState();
    }
}
