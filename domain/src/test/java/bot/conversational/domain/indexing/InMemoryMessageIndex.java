package bot.conversational.domain.indexing;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.ExhaustiveSearch;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A full-text index that is a map, searched by looking at each message. It can be told to be away. */
public final class InMemoryMessageIndex implements MessageIndex, MessageSearch {

    private final Map<MessageId, MessageDocument> documents = new HashMap<>();

    private record Grave(UserId user, ConversationId conversation) {}

    private final Map<Grave, Long> removed = new HashMap<>();
    private boolean away;

    /** Until it is closed every call fails. */
    public Outage outage() {
        setAway(true);
        return () -> setAway(false);
    }

    private synchronized void setAway(boolean value) {
        away = value;
    }

    @Override
    public synchronized List<Rejection> write(List<IndexEntry> entries) {
        checkThere();
        for (IndexEntry entry : entries) {
            switch (entry) {
                case IndexEntry.Put put -> put(put.document());
                case IndexEntry.RemoveConversation gone -> remove(gone);
            }
        }
        return List.of();
    }

    @Override
    public synchronized void discard(UserId user, List<MessageId> messages) {
        checkThere();
        documents
                .values()
                .removeIf(it ->
                        it.user().equals(user) && messages.contains(it.message().id()));
    }

    /** All documents, as whoever audits the index sees them. */
    public synchronized List<MessageDocument> documents() {
        checkThere();
        return List.copyOf(documents.values());
    }

    private void put(MessageDocument document) {
        Message message = document.message();
        if (document.version() > removed.getOrDefault(new Grave(document.user(), message.conversationId()), -1L)) {
            documents.merge(message.id(), document, (old, now) -> now.version() > old.version() ? now : old);
        }
    }

    private void remove(IndexEntry.RemoveConversation gone) {
        removed.merge(new Grave(gone.user(), gone.conversation()), gone.version(), Math::max);
        documents
                .values()
                .removeIf(it -> it.user().equals(gone.user())
                        && it.message().conversationId().equals(gone.conversation())
                        && it.version() < gone.version());
    }

    @Override
    public synchronized MessageHits search(UserId user, MessageQuery query) {
        checkThere();
        List<MessageDocument> own =
                documents.values().stream().filter(it -> it.user().equals(user)).toList();
        return new ExhaustiveSearch(query).page(own, own.size());
    }

    private void checkThere() {
        if (away) {
            throw new DomainException.Unavailable("The index is away.", null);
        }
    }
}
