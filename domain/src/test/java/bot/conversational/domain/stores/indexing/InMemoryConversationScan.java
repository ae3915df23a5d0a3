package bot.conversational.domain.stores.indexing;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.maintenance.ConversationKey;
import bot.conversational.domain.indexing.maintenance.ConversationScan;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A walk through the conversations in memory. */
public final class InMemoryConversationScan implements ConversationScan {

    private static final Comparator<ConversationKey> ORDER = Comparator.<ConversationKey, String>comparing(
                    key -> key.user().toString())
            .thenComparing(key -> key.conversation().toString());

    private final InMemoryDatabase database;

    public InMemoryConversationScan(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public List<Change> next(Optional<ConversationKey> after, int limit) {
        return database.call(() -> database.conversations.values().stream()
                .map(InMemoryConversation::conversation)
                .map(it -> new Change(
                        it.user(), Change.Entity.CONVERSATION, it.id().value(), it.version()))
                .sorted(Comparator.comparing(ConversationKey::of, ORDER))
                .filter(it -> after.isEmpty() || ORDER.compare(ConversationKey.of(it), after.get()) > 0)
                .limit(limit)
                .toList());
    }

    @Override
    public List<Change> next(UserId user, Optional<ConversationId> after, int limit) {
        return next(after.map(it -> new ConversationKey(user, it)), Integer.MAX_VALUE).stream()
                .filter(it -> it.user().equals(user))
                .limit(limit)
                .toList();
    }

    @Override
    public long messages() {
        return database.call(() -> database.conversations.values().stream()
                .mapToLong(it -> it.messages.size())
                .sum());
    }
}
