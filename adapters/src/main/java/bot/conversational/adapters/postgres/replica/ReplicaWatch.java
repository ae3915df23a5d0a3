package bot.conversational.adapters.postgres.replica;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.cluster.LogPosition;
import bot.conversational.domain.cluster.WrittenPositions;
import bot.conversational.domain.shared.DomainException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the replica may be read, from what was seen a moment ago: it answers, it is not further behind than what users
 * write is remembered, and nothing of that was forgotten. A thread looks at each of the two, all ask.
 */
final class ReplicaWatch {

    /** A replica that was not seen for so long is not read: its look was due several times. */
    private static final Duration STALE = Duration.ofSeconds(1);

    private static final int MOST_SAMPLES = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaWatch.class);

    /** The primary was at this place at this time or later. */
    private record Sample(long at, LogPosition place) {}

    private final ReplicaServer server;
    private final WrittenPositions positions;
    private final Duration longestLag;

    /** Of the last {@link #longestLag}, oldest first. */
    private final Deque<Sample> samples = new ArrayDeque<>();

    private volatile @Nullable Sample seen;
    private volatile long blindUntil = System.nanoTime();
    private boolean wasUsable;

    ReplicaWatch(ReplicaServer server, WrittenPositions positions, Duration longestLag) {
        this.server = server;
        this.positions = positions;
        this.longestLag = longestLag;
    }

    /** Looks at the replica once. */
    void lookAtReplica() {
        try {
            long at = System.nanoTime();
            seen = server.place().map(place -> new Sample(at, place)).orElse(null);
        } catch (SQLException silent) {
            seen = null;
        }
        boolean usable = needed().isPresent();
        if (usable != wasUsable) {
            wasUsable = usable;
            LOG.info("reads go to the {} now: {}", usable ? "replica" : "primary", state());
        }
    }

    /** Looks at what is remembered of users' writes, and at the primary. A slow primary keeps nobody from the replica. */
    void lookAtPrimary(PostgresGuard primary) {
        try {
            if (!positions.unbroken()) {
                blind();
            }
        } catch (DomainException away) {
            blind();
        }
        long at = System.nanoTime();
        try {
            LogPosition place = primary.call(PrimaryPlace::of);
            synchronized (samples) {
                samples.add(new Sample(at, place));
                while (samples.size() > MOST_SAMPLES) {
                    samples.remove();
                }
            }
        } catch (DomainException away) {
            // Without samples the replica counts as further and further behind.
            LOG.debug("the primary does not say where it is", away);
        }
    }

    /**
     * Sends all reads to the primary for as long as the replica may be behind: what users write now, or wrote of late, is
     * not known to all.
     */
    void blind() {
        blindUntil = System.nanoTime() + longestLag.toNanos();
    }

    /** What every read needs, whoever reads; nothing when the replica must not be read. */
    Optional<LogPosition> needed() {
        @Nullable Sample replica = seen;
        long now = System.nanoTime();
        if (replica == null || now - replica.at() > STALE.toNanos() || blindUntil - now > 0) {
            return Optional.empty();
        }
        LogPosition place = replica.place();
        return floor(now).filter(floor -> place.compareTo(floor) >= 0);
    }

    /** The oldest place that the replica may be at. */
    private Optional<LogPosition> floor(long now) {
        synchronized (samples) {
            while (!samples.isEmpty() && now - samples.element().at() > longestLag.toNanos()) {
                samples.remove();
            }
            return Optional.ofNullable(samples.peek()).map(Sample::place);
        }
    }

    /** How far the replica is behind at most; nothing when that is more than it may be, or not known. */
    Optional<Duration> lag() {
        @Nullable Sample replica = seen;
        if (replica == null) {
            return Optional.empty();
        }
        synchronized (samples) {
            Iterator<Sample> newestFirst = samples.descendingIterator();
            while (newestFirst.hasNext()) {
                Sample sample = newestFirst.next();
                if (sample.place().compareTo(replica.place()) <= 0) {
                    return Optional.of(Duration.ofNanos(Math.max(0, replica.at() - sample.at())));
                }
            }
            return Optional.empty();
        }
    }

    /** A line for operators. */
    String state() {
        if (blindUntil - System.nanoTime() > 0) {
            return "Redis does not know all that was written a moment ago";
        }
        if (seen == null) {
            return "the replica does not answer";
        }
        return lag().map(lag -> "the replica is " + lag.toMillis() + " ms behind")
                .orElse("the replica is more than " + longestLag.toSeconds() + " s behind, or on another timeline");
    }
}
