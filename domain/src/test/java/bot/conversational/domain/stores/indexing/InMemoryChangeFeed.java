package bot.conversational.domain.stores.indexing;

import bot.conversational.domain.indexing.ChangeBatch;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.stores.InMemoryCursor;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.InMemoryDatabase.DatedChange;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes in memory. */
public final class InMemoryChangeFeed implements ChangeFeed {

    public static final Duration LEASE = Duration.ofSeconds(10);

    private static final int MOST_COUNTED = 10_000;

    private final InMemoryDatabase database;
    private final Duration lease;

    public InMemoryChangeFeed(InMemoryDatabase database, Duration lease) {
        this.database = database;
        this.lease = lease;
    }

    @Override
    public ChangeBatch poll(String consumer, String node, int limit) {
        return database.call(() -> {
            Instant now = database.clock.instant();
            InMemoryCursor cursor = database.cursors.getOrDefault(consumer, new InMemoryCursor(0, node, now));
            if (!cursor.isHeldBy(node, now) && !cursor.isFree(now)) {
                return new ChangeBatch(List.of(), Map.of());
            }
            database.cursors.put(consumer, new InMemoryCursor(cursor.position(), node, now.plus(lease)));
            List<DatedChange> read =
                    behind(cursor.position()).stream().limit(limit).toList();
            Map<Integer, String> upTo =
                    read.isEmpty() ? Map.of() : Map.of(0, String.valueOf(cursor.position() + read.size()));
            return new ChangeBatch(read.stream().map(DatedChange::change).toList(), upTo);
        });
    }

    @Override
    public void acknowledge(String consumer, String node, ChangeBatch batch) {
        database.call(() -> database.cursors.computeIfPresent(consumer, (key, cursor) -> {
                    @Nullable String upTo = batch.upTo().get(0);
                    return upTo == null || !cursor.isHeldBy(node, database.clock.instant())
                            ? cursor
                            : new InMemoryCursor(
                                    Math.max(cursor.position(), Integer.parseInt(upTo)),
                                    cursor.node(),
                                    cursor.leaseUntil());
                })
                != null);
    }

    @Override
    public Lag lag(String consumer) {
        return database.call(() -> {
            @Nullable InMemoryCursor cursor = database.cursors.get(consumer);
            List<DatedChange> waiting = behind(cursor == null ? 0 : cursor.position());
            Duration age = waiting.isEmpty()
                    ? Duration.ZERO
                    : Duration.between(waiting.getFirst().at(), database.clock.instant());
            return new Lag(Math.min(waiting.size(), MOST_COUNTED), age);
        });
    }

    @Override
    public Optional<String> heldBackBy() {
        return Optional.empty();
    }

    @Override
    public Optional<String> caughtUp(String consumer, UserId user) {
        return database.call(() -> {
            @Nullable InMemoryCursor cursor = database.cursors.get(consumer);
            return cursor == null || concerns(user, cursor.position())
                    ? Optional.empty()
                    : Optional.of(String.valueOf(cursor.position()));
        });
    }

    @Override
    public boolean changedSince(UserId user, String position) {
        return database.call(() -> concerns(user, Integer.parseInt(position)));
    }

    private boolean concerns(UserId user, int position) {
        return behind(position).stream().anyMatch(it -> it.change().user().equals(user));
    }

    private List<DatedChange> behind(int position) {
        return database.changes.subList(position, database.changes.size());
    }
}
