package bot.conversational.domain.cluster;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What several nodes note in one memory, with a switch to take it away. It never forgets by itself. */
public final class InMemoryWrittenPositions {

    private final Map<UserId, LogPosition> positions = new HashMap<>();
    private int losses;
    private boolean away;

    /** Another node's view. */
    public WrittenPositions node() {
        return new View();
    }

    public synchronized void lose() {
        positions.clear();
        losses++;
    }

    public synchronized Outage outage() {
        away = true;
        return () -> {
            synchronized (this) {
                away = false;
            }
        };
    }

    private synchronized int losses() {
        check();
        return losses;
    }

    private synchronized void noteAll(Set<UserId> users, LogPosition position) {
        check();
        users.forEach(user -> positions.merge(user, position, (a, b) -> a.compareTo(b) > 0 ? a : b));
    }

    private synchronized Optional<LogPosition> last(UserId user) {
        check();
        return Optional.ofNullable(positions.get(user));
    }

    private void check() {
        if (away) {
            throw new DomainException.Unavailable("The positions are away.", null);
        }
    }

    private final class View implements WrittenPositions {

        private int seen = -1;

        @Override
        public void note(Set<UserId> users, LogPosition position) {
            noteAll(users, position);
        }

        @Override
        public Optional<LogPosition> of(UserId user) {
            return last(user);
        }

        @Override
        public boolean unbroken() {
            int now = losses();
            boolean same = now == seen;
            seen = now;
            return same;
        }
    }
}
