package bot.conversational.domain.session.admission;

import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * Redis may be stale: whether this node trusts the gate about sessions. A session that ended during an outage of the
 * gate is still in it afterwards. So after an outage the store is asked until all revocations are propagated. A node
 * that has just started does not trust the gate yet. Each part of the gate is trusted by itself: the outage of one says
 * nothing about the users of the others.
 */
public final class GateTrust {

    /**
     * Whether a part is trusted.
     *
     * @param number of outages seen: a later one is not resolved by resolving this one
     * @param since when the last unresolved outage was first seen, empty when there is none
     */
    public record Part(long number, Optional<Instant> since) {}

    /** The state of distrust at one moment. */
    public record Doubt(List<Part> parts, Instant now) {

        public boolean resolved() {
            return parts.stream().allMatch(part -> part.since().isEmpty());
        }

        /** Whether a part is doubted that answers. */
        public boolean canBeResolved(BitSet away) {
            return IntStream.range(0, parts.size())
                    .anyMatch(i -> parts.get(i).since().isPresent() && !away.get(i));
        }

        /** How long ago the first outage was seen, zero when there is none. */
        public Duration age() {
            return parts.stream()
                    .flatMap(part -> part.since().stream())
                    .min(Instant::compareTo)
                    .map(start -> Duration.between(start, now))
                    .orElse(Duration.ZERO);
        }
    }

    private final SessionGate gate;
    private final InstantSource clock;
    private final AtomicReferenceArray<Part> parts;

    public GateTrust(SessionGate gate, InstantSource clock) {
        this.gate = gate;
        this.clock = clock;
        this.parts = new AtomicReferenceArray<>(gate.parts());
        Part unknown = new Part(0, Optional.of(clock.instant()));
        for (int i = 0; i < parts.length(); i++) {
            parts.set(i, unknown);
        }
    }

    /** About the sessions of a user. */
    public boolean holds(UserId user) {
        return parts.get(gate.part(user)).since().isEmpty();
    }

    /** An outage was seen of the part that has a user. */
    public void lose(UserId user) {
        lose(gate.part(user));
    }

    /** An outage was seen of these parts. */
    public void lose(BitSet away) {
        away.stream().forEach(this::lose);
    }

    private void lose(int part) {
        Instant now = clock.instant();
        parts.updateAndGet(
                part, known -> new Part(known.number() + 1, known.since().or(() -> Optional.of(now))));
    }

    public Doubt doubt() {
        return new Doubt(IntStream.range(0, parts.length()).mapToObj(parts::get).toList(), clock.instant());
    }

    /** Trusts again, but for the parts of which an outage was seen after this doubt was read. */
    public void restore(Doubt resolved) {
        for (int i = 0; i < parts.length(); i++) {
            long number = resolved.parts().get(i).number();
            if (resolved.parts().get(i).since().isPresent()) {
                parts.updateAndGet(i, known -> known.number() == number ? new Part(number, Optional.empty()) : known);
            }
        }
    }
}
