package bot.conversational.domain.stores.conversation;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStore;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages in memory. */
public final class InMemoryMessageStore implements MessageStore {

    private final InMemoryDatabase database;

    public InMemoryMessageStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Page<Message, MessageId>> history(
            UserId user, ConversationId conversation, Optional<MessageId> branch, PageRequest<MessageId> page) {
        return database.call(() -> database.conversation(user, conversation)
                .filter(stored -> has(stored, branch) && has(stored, page.after()))
                .map(stored -> page(stored, branch, page)));
    }

    @Override
    public Map<MessageId, List<MessageId>> siblings(UserId user, ConversationId conversation, List<Message> messages) {
        return database.call(() -> database.conversation(user, conversation)
                .map(stored -> messages.stream()
                        .filter(message -> stored.any(message.id()).isPresent())
                        .collect(Collectors.toMap(Message::id, message -> siblings(stored, message))))
                .orElse(Map.of()));
    }

    private static List<MessageId> siblings(InMemoryConversation stored, Message message) {
        List<MessageId> all = stored.all()
                .filter(other -> other.parentId().equals(message.parentId()))
                .filter(other -> other.id().equals(message.id())
                        || other.parentId().isPresent()
                        || !stored.removed.contains(other.id()))
                .sorted(Comparator.comparingLong(Message::seq))
                .map(Message::id)
                .toList();
        return all.subList(Math.max(0, all.size() - MOST_SIBLINGS), all.size());
    }

    private static boolean has(InMemoryConversation stored, Optional<MessageId> id) {
        return id.isEmpty() || stored.any(id.get()).isPresent();
    }

    private static Page<Message, MessageId> page(
            InMemoryConversation stored, Optional<MessageId> branch, PageRequest<MessageId> page) {
        Optional<Message> first = page.after().isPresent()
                ? page.after().flatMap(stored::any).flatMap(Message::parentId).flatMap(stored::any)
                : newest(stored, branch);
        List<Message> rows = Stream.iterate(
                        first,
                        Optional::isPresent,
                        m -> m.flatMap(Message::parentId).flatMap(stored::any))
                .flatMap(Optional::stream)
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(rows, page.limit(), Message::id)
                .within(message -> message.content().getBytes(StandardCharsets.UTF_8).length, Message::id);
    }

    private static Optional<Message> newest(InMemoryConversation stored, Optional<MessageId> branch) {
        if (branch.isEmpty()) {
            return stored.running()
                    .map(stored::generating)
                    .or(() -> stored.state.head().id().flatMap(stored::any));
        }
        Optional<Message> leaf = stored.any(branch.get());
        while (leaf.flatMap(stored::newestChild).isPresent()) {
            leaf = leaf.flatMap(stored::newestChild);
        }
        return leaf;
    }
}
