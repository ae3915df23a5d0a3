package bot.conversational.domain.stores.indexing;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.IndexSource;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the index should hold, from memory. */
public final class InMemoryIndexSource implements IndexSource {

    private static final Comparator<Place> ORDER = Comparator.<Place, String>comparing(
                    place -> place.user().toString())
            .thenComparing(place -> place.conversation().toString())
            .thenComparing(Place::seq);

    private final InMemoryDatabase database;

    public InMemoryIndexSource(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Piece read(List<Change> changes, Optional<Place> after, int limit) {
        return database.call(() -> Piece.of(
                changes.stream()
                        .flatMap(change -> switch (change.entity()) {
                            case CONVERSATION -> conversation(change, changes);
                            case MESSAGE -> message(change.user(), new MessageId(change.id()));
                        })
                        .distinct()
                        .sorted(Comparator.comparing(Place::of, ORDER))
                        .filter(entry -> after.isEmpty() || ORDER.compare(Place.of(entry), after.get()) > 0)
                        .limit(limit)
                        .toList(),
                limit));
    }

    private Stream<IndexEntry> conversation(Change change, List<Change> changes) {
        ConversationId id = new ConversationId(change.id());
        Optional<InMemoryConversation> stored = database.conversation(change.user(), id);
        return stored.isPresent()
                ? stored.get().messages.values().stream().map(message -> put(stored.get(), message))
                : Stream.of(new IndexEntry.RemoveConversation(change.user(), id, newest(change, changes)));
    }

    private static long newest(Change change, List<Change> changes) {
        return changes.stream()
                .filter(other ->
                        other.user().equals(change.user()) && other.id().equals(change.id()))
                .mapToLong(Change::version)
                .max()
                .orElseThrow();
    }

    private Stream<IndexEntry> message(UserId user, MessageId id) {
        return database.conversations(user).stream()
                .flatMap(stored -> stored.message(id).map(message -> put(stored, message)).stream());
    }

    private static IndexEntry put(InMemoryConversation stored, ContextMessage message) {
        Conversation conversation = stored.conversation();
        return new IndexEntry.Put(new MessageDocument(
                conversation.user(),
                message.message(),
                conversation.title(),
                conversation.settings().archived(),
                conversation.filing(),
                conversation.version()));
    }
}
