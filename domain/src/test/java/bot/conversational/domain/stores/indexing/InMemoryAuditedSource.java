package bot.conversational.domain.stores.indexing;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.maintenance.AuditedSource;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What an audit asks, from memory. */
public final class InMemoryAuditedSource implements AuditedSource {

    private final InMemoryDatabase database;

    public InMemoryAuditedSource(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Set<MessageId> present(UserId user, Collection<MessageId> messages) {
        return database.call(() -> messages.stream()
                .filter(id -> database.conversations(user).stream()
                        .anyMatch(stored -> stored.message(id).isPresent()))
                .collect(Collectors.toSet()));
    }

    @Override
    public void noteAgain(UserId user, Map<ConversationId, Long> above) {
        database.call(() -> {
            above.forEach((id, version) -> database.conversation(user, id).ifPresent(it -> raise(it, version)));
            return true;
        });
    }

    private void raise(InMemoryConversation stored, long above) {
        Conversation now = stored.conversation();
        long version = Math.max(now.version(), above) + 1;
        stored.raise(version);
        database.changed(
                new Change(now.user(), Change.Entity.CONVERSATION, now.id().value(), version));
    }
}
