package bot.conversational.domain.ratelimit;

import bot.conversational.domain.ratelimit.ChangedLimits.Change;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The limits of users who have their own, as this node knows them: a call asks no store for them. What an administrator
 * changes holds on all nodes as soon as they have read it, which they do every second. While the store is unavailable, the
 * last known ones hold, and before the first reading those of everybody.
 */
public final class OwnLimits {

    /** So many users may have their own; to those whose were changed after that, the service's apply. */
    static final int MOST_USERS = 100_000;

    private static final int PAGE = 1_000;

    /** A change that is older may become visible after a newer one: longer than any transaction takes. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final ChangedLimits store;
    private final Map<UserId, UserLimits> known = new ConcurrentHashMap<>();
    private Instant newest = Instant.EPOCH;

    public OwnLimits(ChangedLimits store) {
        this.store = store;
    }

    /** The limit of a user's calls, by default that of everybody. Of the lower of the two a bucket holds no more. */
    public RateLimit of(UserId user, RateLimit usual) {
        if (known.isEmpty() || usual.policy() != LimitPolicy.CHAT) {
            return usual;
        }
        @Nullable UserLimits own = known.get(user);
        return own == null
                ? usual
                : own.requestsPerMinute()
                        .map(perMinute -> new RateLimit(usual.policy(), perMinute, Math.min(usual.burst(), perMinute)))
                        .orElse(usual);
    }

    /** @param usual tokens a day of everybody, 0 for no limit */
    public long tokensPerDay(UserId user, long usual) {
        @Nullable UserLimits own = known.get(user);
        return own == null ? usual : own.tokensPerDay().orElse(usual);
    }

    /** Reads what was changed. */
    public synchronized void refresh() {
        Instant from = newest.equals(Instant.EPOCH) ? newest : newest.minus(LATE);
        Optional<UserId> behind = Optional.empty();
        while (true) {
            List<Change> changes = store.changed(from, behind, PAGE);
            changes.forEach(this::apply);
            if (changes.size() < PAGE) {
                return;
            }
            from = changes.getLast().at();
            behind = Optional.of(changes.getLast().user());
        }
    }

    private void apply(Change change) {
        if (change.limits().equals(UserLimits.NONE)) {
            known.remove(change.user());
        } else if (known.size() < MOST_USERS || known.containsKey(change.user())) {
            known.put(change.user(), change.limits());
        }
        newest = change.at().isAfter(newest) ? change.at() : newest;
    }
}
