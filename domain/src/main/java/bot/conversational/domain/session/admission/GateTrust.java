package bot.conversational.domain.session.admission;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether this node may believe what the gate says of sessions. An outage makes it doubt: a session that ended meanwhile
 * is still in the gate when that comes back. Until it has been told, the store is asked. A node that has just started
 * doubts, since it has seen nothing yet.
 */
public final class GateTrust {

    /**
     * The doubt at one moment. Another doubt that came since is not resolved by resolving this one.
     *
     * @param since when the last unresolved outage was first seen, empty when there is none
     */
    public record Doubt(long number, Optional<Instant> since, Instant now) {

        public boolean resolved() {
            return since.isEmpty();
        }

        /** How long ago the outage was first seen, zero when there is none. */
        public Duration age() {
            return since.map(start -> Duration.between(start, now)).orElse(Duration.ZERO);
        }
    }

    private record State(long number, Optional<Instant> since) {}

    private final InstantSource clock;
    private final AtomicReference<State> state;

    public GateTrust(InstantSource clock) {
        this.clock = clock;
        this.state = new AtomicReference<>(new State(0, Optional.of(clock.instant())));
    }

    public boolean holds() {
        return state.get().since().isEmpty();
    }

    /** An outage was seen. */
    public void lose() {
        Instant now = clock.instant();
        state.updateAndGet(known -> new State(known.number() + 1, known.since().or(() -> Optional.of(now))));
    }

    public Doubt doubt() {
        State known = state.get();
        return new Doubt(known.number(), known.since(), clock.instant());
    }

    /** Trusts again, unless an outage was seen after this doubt was looked at. */
    public void restore(Doubt resolved) {
        state.updateAndGet(
                known -> known.number() == resolved.number() ? new State(known.number(), Optional.empty()) : known);
    }
}
