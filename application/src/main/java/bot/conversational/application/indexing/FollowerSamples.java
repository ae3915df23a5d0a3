package bot.conversational.application.indexing;

import bot.conversational.domain.indexing.ChangeFeed.Lag;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far the followers of the changes are, and were within the last hour. PostgreSQL is asked in the background, so that
 * nobody who looks waits for it.
 */
public final class FollowerSamples {

    /** Minutes that are remembered. */
    private static final int KEPT = 60;

    /** How far a follower is. */
    public record Sample(Lag lag, long deadLetters) {}

    /** The longest lag that was seen within a minute. */
    public record Minute(Instant start, Duration lag) {}

    /**
     * A follower.
     *
     * @param last empty while PostgreSQL is unavailable
     * @param minutes of the last hour, oldest first; those in which nothing could be seen are missing
     */
    public record Track(String follower, Optional<Sample> last, List<Minute> minutes) {}

    private static final class Memory {
        private Optional<Sample> last = Optional.empty();
        private final Deque<Minute> minutes = new ArrayDeque<>();
    }

    private final Set<FollowerState> followers;
    private final InstantSource clock;
    private final Map<String, Memory> memories = new LinkedHashMap<>();

    public FollowerSamples(Set<FollowerState> followers, InstantSource clock) {
        this.followers = followers;
        this.clock = clock;
        followers.forEach(follower -> memories.put(follower.name(), new Memory()));
    }

    /** Asks how far they are. */
    public void sample() {
        for (FollowerState follower : followers) {
            remember(follower.name(), ask(follower));
        }
    }

    private static Optional<Sample> ask(FollowerState follower) {
        try {
            return Optional.of(
                    new Sample(follower.lag().get(), follower.deadLetters().getAsLong()));
        } catch (DomainException.Unavailable away) {
            return Optional.empty();
        }
    }

    private synchronized void remember(String follower, Optional<Sample> sample) {
        Memory memory = memories.get(follower);
        if (memory == null) {
            return;
        }
        memory.last = sample;
        sample.ifPresent(it -> note(memory.minutes, it.lag().age()));
    }

    private void note(Deque<Minute> minutes, Duration age) {
        Instant start = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Minute before = minutes.peekLast();
        boolean same = before != null && before.start().equals(start);
        if (same) {
            minutes.removeLast();
        }
        minutes.addLast(new Minute(start, same && before.lag().compareTo(age) > 0 ? before.lag() : age));
        Instant oldest = start.minus(KEPT - 1L, ChronoUnit.MINUTES);
        while (minutes.size() > KEPT || minutes.getFirst().start().isBefore(oldest)) {
            minutes.removeFirst();
        }
    }

    /** All of them, as they were last asked. */
    public synchronized List<Track> all() {
        return memories.entrySet().stream()
                .map(it -> new Track(it.getKey(), it.getValue().last, List.copyOf(it.getValue().minutes)))
                .toList();
    }
}
