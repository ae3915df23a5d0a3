package bot.conversational.adapters.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/**
 * The states of circuit breakers, loaded before there are calls. HotSpot (seen with JDK 25) compiles a call on an interface
 * of which it knows one implementation into a call on that, and takes it back when a second one is loaded; but not in a
 * virtual thread that waits at that moment and then goes on with an exception. That thread ends with an
 * {@link IncompatibleClassChangeError}. So the first opening of a breaker cost everybody who waited for the engine a 500.
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
