package bot.conversational.domain.stores.indexing;

import bot.conversational.domain.indexing.maintenance.Checkpoints;
import bot.conversational.domain.stores.InMemoryDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks in memory. */
public final class InMemoryCheckpoints implements Checkpoints {

    private record Held(String holder, Instant until, Place place) {}

    private final InMemoryDatabase database;
    private final Map<String, Held> checkpoints = new HashMap<>();

    public InMemoryCheckpoints(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Place> take(String walk, String holder, Duration lease) {
        return database.call(() -> {
            @Nullable Held held = checkpoints.get(walk);
            Instant now = database.clock.instant();
            if (held != null && !held.holder().equals(holder) && now.isBefore(held.until())) {
                return Optional.empty();
            }
            Place place = held == null ? Place.NOWHERE : held.place();
            checkpoints.put(walk, new Held(holder, now.plus(lease), place));
            return Optional.of(place);
        });
    }

    @Override
    public boolean move(String walk, String holder, Place place, Duration lease) {
        return database.call(() -> {
            @Nullable Held held = checkpoints.get(walk);
            if (held == null || !held.holder().equals(holder)) {
                return false;
            }
            checkpoints.put(walk, new Held(holder, database.clock.instant().plus(lease), place));
            return true;
        });
    }

    @Override
    public void leave(String walk, String holder) {
        database.call(() -> checkpoints.computeIfPresent(
                        walk,
                        (name, held) -> held.holder().equals(holder)
                                ? new Held(holder, database.clock.instant(), held.place())
                                : held)
                != null);
    }
}
