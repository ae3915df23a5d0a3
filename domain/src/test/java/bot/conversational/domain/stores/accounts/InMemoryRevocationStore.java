package bot.conversational.domain.stores.accounts;

import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.revocation.RevocationStore;
import bot.conversational.domain.stores.InMemoryDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Revocations in memory. */
public final class InMemoryRevocationStore implements RevocationStore {

    private final InMemoryDatabase database;

    public InMemoryRevocationStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public List<Revocation> pending(int limit) {
        return database.call(() -> database.revocations.entrySet().stream()
                .filter(entry -> entry.getValue().equals(Instant.MAX))
                .map(Map.Entry::getKey)
                .filter(revocation ->
                        !database.aside.getOrDefault(revocation, Instant.MIN).isAfter(database.clock.instant()))
                .limit(limit)
                .toList());
    }

    @Override
    public void setAside(List<Revocation> revocations, Duration until) {
        database.call(() -> {
            revocations.forEach(
                    it -> database.aside.put(it, database.clock.instant().plus(until)));
            return true;
        });
    }

    @Override
    public boolean sessionsAside(Duration longestLife) {
        return database.call(() -> database.aside.entrySet().stream()
                .filter(entry -> entry.getKey() instanceof Revocation.SessionEnded
                        && Instant.MAX.equals(database.revocations.get(entry.getKey())))
                .anyMatch(entry -> entry.getValue().isAfter(database.clock.instant())));
    }

    @Override
    public void markPropagated(List<Revocation> revocations) {
        database.call(() -> {
            Instant now = database.clock.instant();
            revocations.forEach(revocation ->
                    database.revocations.computeIfPresent(revocation, (key, at) -> at.equals(Instant.MAX) ? now : at));
            return true;
        });
    }

    @Override
    public void reopen(Duration period) {
        database.call(() -> {
            Instant before = database.clock.instant().minus(period);
            database.revocations.replaceAll((key, at) -> at.isAfter(before) ? Instant.MAX : at);
            return true;
        });
    }

    @Override
    public int drop(Duration age) {
        return database.call(() -> {
            int all = database.revocations.size();
            Instant until = database.clock.instant().minus(age);
            database.revocations.values().removeIf(at -> !at.isAfter(until));
            return all - database.revocations.size();
        });
    }
}
