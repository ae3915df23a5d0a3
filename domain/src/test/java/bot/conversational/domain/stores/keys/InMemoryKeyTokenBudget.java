package bot.conversational.domain.stores.keys;

import bot.conversational.domain.chat.generation.KeyTokenBudget;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.UserId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** What keys have spent, in memory. */
public final class InMemoryKeyTokenBudget implements KeyTokenBudget {

    private record Row(ApiKeyId key, LocalDate day) {}

    private final InMemoryDatabase database;
    private final Map<Row, Long> spent = new HashMap<>();

    public InMemoryKeyTokenBudget(InMemoryDatabase database) {
        this.database = database;
    }

    private boolean isOf(UserId user, ApiKeyId key) {
        return database.keys.users.containsKey(key)
                && database.keys.users.get(key).key().user().equals(user);
    }

    @Override
    public boolean reserve(UserId user, ApiKeyId key, LocalDate day, long tokens, long limit) {
        return database.call(() -> {
            long sum = spent.getOrDefault(new Row(key, day), 0L) + tokens;
            if (!isOf(user, key) || sum > limit) {
                return false;
            }
            spent.put(new Row(key, day), sum);
            return true;
        });
    }

    @Override
    public void settle(UserId user, ApiKeyId key, LocalDate day, long difference) {
        database.call(() -> isOf(user, key)
                && spent.computeIfPresent(new Row(key, day), (row, sum) -> Math.max(0, sum + difference)) != null);
    }
}
