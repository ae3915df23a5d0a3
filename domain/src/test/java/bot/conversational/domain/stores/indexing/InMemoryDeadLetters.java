package bot.conversational.domain.stores.indexing;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.DeadLetters;
import bot.conversational.domain.indexing.MessageIndex.Rejection;
import bot.conversational.domain.stores.InMemoryDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Dead letters in memory. */
public final class InMemoryDeadLetters implements DeadLetters {

    private final InMemoryDatabase database;
    private final Map<MessageId, Rejection> kept = new HashMap<>();

    public InMemoryDeadLetters(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public void keep(List<Rejection> rejections) {
        database.call(() -> {
            rejections.forEach(it -> kept.put(it.document().message().id(), it));
            return true;
        });
    }

    @Override
    public int retry(int limit) {
        return database.call(() -> {
            List<Rejection> some = kept.values().stream().limit(limit).toList();
            some.forEach(it -> {
                MessageId message = it.document().message().id();
                kept.remove(message);
                database.changed(new Change(
                        it.document().user(),
                        Change.Entity.MESSAGE,
                        message.value(),
                        it.document().version()));
            });
            return some.size();
        });
    }

    @Override
    public long count() {
        return database.call(() -> (long) kept.size());
    }

    public List<Rejection> all() {
        return List.copyOf(kept.values());
    }
}
