package bot.conversational.adapters.postgres.replica;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.ReplicaRouting;
import bot.conversational.domain.cluster.LogPosition;
import bot.conversational.domain.cluster.WrittenPositions;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Chooses between a primary and its replica, read by read. The replica answers when it has what the user wrote; else,
 * and when anything is not known or goes wrong, the primary does.
 */
public final class ReplicaReads implements ReplicaRouting.Replica, AutoCloseable {

    /** A replica further behind is not read at all, so that what was written before it need not be remembered. */
    static final Duration LONGEST_LAG = WrittenPositions.REMEMBERED.dividedBy(2);

    private final ReplicaServer server;
    private final WrittenPositions positions;
    private final ReplicaWatch watch;
    private final LongAdder byReplica = new LongAdder();
    private final LongAdder byPrimary = new LongAdder();
    private volatile @Nullable PostgresGuard primary;

    public ReplicaReads(ReplicaServer server, WrittenPositions positions) {
        this(server, positions, LONGEST_LAG);
    }

    ReplicaReads(ReplicaServer server, WrittenPositions positions, Duration longestLag) {
        this.server = server;
        this.positions = positions;
        this.watch = new ReplicaWatch(server, positions, longestLag);
    }

    /** Serves the stores on a primary. Reads go there until looks at both have found the replica fit. */
    public void serve(Jdbi stores) {
        server.timedAs(stores);
        primary = new PostgresGuard(stores);
        stores.getConfig(ReplicaRouting.class).use(this);
    }

    /** Finds out where the replica is; to be called several times a second, by one thread. */
    public void lookAtReplica() {
        watch.lookAtReplica();
    }

    /** Finds out where the replica should be; to be called several times a second, by one thread. */
    public void lookAtPrimary() {
        @Nullable PostgresGuard stores = primary;
        if (stores != null) {
            watch.lookAtPrimary(stores);
        }
    }

    @Override
    public <T> Optional<T> read(UserId user, HandleCallback<Optional<T>, RuntimeException> work) {
        Optional<T> found = needed(user).flatMap(place -> attempt(place, work));
        (found.isPresent() ? byReplica : byPrimary).increment();
        return found;
    }

    /** What the replica must have; nothing when it must not be read. */
    private Optional<LogPosition> needed(UserId user) {
        return watch.needed().flatMap(floor -> {
            try {
                LogPosition own = positions.of(user).orElse(floor);
                return Optional.of(own.compareTo(floor) > 0 ? own : floor)
                        .filter(it -> !it.equals(LogPosition.UNKNOWN));
            } catch (DomainException notKnown) {
                watch.blind();
                return Optional.empty();
            }
        });
    }

    /** Whatever goes wrong, the primary can do: also a mistake shows there. */
    private <T> Optional<T> attempt(LogPosition needed, HandleCallback<Optional<T>, RuntimeException> work) {
        try {
            return server.read(needed, work);
        } catch (JdbiException | DomainException failure) {
            return Optional.empty();
        }
    }

    @Override
    public LogPosition position(Handle handle) {
        try {
            return PrimaryPlace.of(handle);
        } catch (JdbiException notKnown) {
            return LogPosition.UNKNOWN;
        }
    }

    @Override
    public void written(Set<UserId> users, LogPosition position) {
        try {
            positions.note(users, position);
        } catch (DomainException notNoted) {
            watch.blind();
        }
    }

    /** How many reads a replica answered. */
    public long byReplica() {
        return byReplica.sum();
    }

    /** How many reads went on to the primary. */
    public long byPrimary() {
        return byPrimary.sum();
    }

    /**
     * How far the replica is behind at most, in seconds.
     *
     * @throws DomainException.Unavailable when that is not known
     */
    public double lag() {
        return watch.lag()
                .map(lag -> lag.toNanos() / 1e9)
                .orElseThrow(() -> new DomainException.Unavailable(state(), null));
    }

    /** Whether reads go to the replica now. */
    public boolean usable() {
        return watch.needed().isPresent();
    }

    /** A line for operators. */
    public String state() {
        return watch.state();
    }

    @Override
    public void close() {
        server.close();
    }
}
