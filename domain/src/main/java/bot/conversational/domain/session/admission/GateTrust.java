package bot.conversational.domain.session.admission;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Redis may be stale: whether this node trusts the gate about sessions. A session that ended during an outage of the
 * gate is still in it afterwards. So after an outage the store is asked until all revocations are propagated. A node
 * that has just started does not trust the gate yet.
 */
public final class GateTrust {

    /**
     * The state of distrust at one moment. A later outage is not resolved by resolving this one.
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

    /** Trusts again, unless an outage was seen after this doubt was read. */
    public void restore(Doubt resolved) {
        state.updateAndGet(
                known -> known.number() == resolved.number() ? new State(known.number(), Optional.empty()) : known);
    }
}
