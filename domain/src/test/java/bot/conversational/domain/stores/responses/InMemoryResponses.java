package bot.conversational.domain.stores.responses;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationProgress;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.responses.ItemStore;
import bot.conversational.domain.responses.Metadata;
import bot.conversational.domain.responses.MetadataStore;
import bot.conversational.domain.responses.ResponseStore;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.UserId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Responses, their items and metadata in memory. */
public final class InMemoryResponses implements ResponseStore, ItemStore, MetadataStore {

    private final InMemoryDatabase database;

    public InMemoryResponses(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Located> locate(UserId user, MessageId answer) {
        return database.call(() -> database.conversations(user).stream()
                .flatMap(stored -> stored
                        .any(answer)
                        .filter(found -> found.role() == MessageRole.ASSISTANT && !stored.removed.contains(answer))
                        .flatMap(Message::parentId)
                        .map(question -> new Located(
                                stored.conversation().id(),
                                stored.wanted.getOrDefault(question, AnswerForm.FREE),
                                stored.message(answer).isEmpty()))
                        .stream())
                .findFirst());
    }

    @Override
    public Optional<Message> message(UserId user, MessageId id) {
        return database.call(() -> database.conversations(user).stream()
                .filter(stored -> !stored.removed.contains(id))
                .flatMap(stored -> stored.message(id).stream())
                .map(ContextMessage::message)
                .findFirst());
    }

    @Override
    public Optional<Begun> begun(UserId user, IdempotencyKey key) {
        return database.call(() -> database.conversations(user).stream()
                .flatMap(stored -> stored.turns.values().stream()
                        .filter(turn ->
                                turn.start().request().map(KeyedRequest::key).equals(Optional.of(key)))
                        .map(turn -> new Begun(
                                stored.conversation().id(),
                                turn.start().answerId(),
                                turn.start().request().orElseThrow().hash())))
                .findFirst());
    }

    @Override
    public Added append(ConversationState before, List<ContextMessage> messages) {
        Conversation seen = before.conversation();
        return database.call(() -> {
            InMemoryConversation stored =
                    database.conversation(seen.user(), seen.id()).orElse(null);
            if (stored != null && stored.running().isPresent()) {
                return Added.BUSY;
            }
            if (stored == null
                    || stored.version() != seen.version()
                    || !stored.state.write().equals(before.write())) {
                return Added.STALE;
            }
            messages.forEach(stored::keep);
            stored.state = before.after(
                    messages.size(),
                    BranchHead.of(messages.getLast()),
                    messages.getLast().message().createdAt(),
                    Optional.empty());
            messages.forEach(message -> changed(stored, message.message().id()));
            return Added.ADDED;
        });
    }

    @Override
    public Optional<Long> remove(UserId user, ConversationId conversation, Set<MessageId> messages) {
        return database.call(() -> database.conversation(user, conversation).flatMap(stored -> {
            List<Message> wanted = messages.stream()
                    .filter(id -> !stored.removed.contains(id))
                    .flatMap(id -> stored.message(id).stream())
                    .map(ContextMessage::message)
                    .sorted(Comparator.comparingLong(Message::seq))
                    .toList();
            long stays = wanted.stream()
                    .filter(message -> isFollowed(stored, message, messages))
                    .mapToLong(Message::seq)
                    .max()
                    .orElse(0);
            List<Message> gone = wanted.stream()
                    .filter(message -> !isFollowed(stored, message, messages)
                            || message.role() == MessageRole.ASSISTANT
                            || wanted.stream().noneMatch(other -> follows(other, message)))
                    .toList();
            if (gone.isEmpty()) {
                return Optional.empty();
            }
            Set<MessageId> detached = new HashSet<>();
            for (Message message : gone) {
                boolean detach = message.seq() > stays;
                empty(stored, message, detach);
                if (detach) {
                    detached.add(message.id());
                }
            }
            moved(stored, detached);
            gone.forEach(message -> changed(stored, message.id()));
            return Optional.of(stored.version());
        }));
    }

    private static boolean isFollowed(InMemoryConversation stored, Message message, Set<MessageId> besides) {
        return stored.messages.values().stream()
                        .map(ContextMessage::message)
                        .anyMatch(other -> follows(other, message) && !besides.contains(other.id()))
                || stored.running()
                        .filter(turn -> turn.start().answerParent().id().equals(Optional.of(message.id())))
                        .isPresent();
    }

    private static boolean follows(Message other, Message message) {
        return other.parentId().equals(Optional.of(message.id()));
    }

    private static void empty(InMemoryConversation stored, Message message, boolean detach) {
        TreePosition place = detach
                ? new TreePosition(message.conversationId(), message.seq(), Optional.empty())
                : message.position();
        Message left = new Message(
                message.id(),
                place,
                message.role(),
                Content.NONE,
                message.generation(),
                Optional.empty(),
                message.createdAt());
        stored.keep(new ContextMessage(
                left, 0, stored.message(message.id()).orElseThrow().hash()));
        stored.wanted.remove(message.id());
        stored.removed.add(message.id());
    }

    private static void moved(InMemoryConversation stored, Set<MessageId> detached) {
        Conversation before = stored.conversation();
        ConversationProgress progress = before.progress();
        Conversation after = before.with(
                before.settings(),
                new ConversationProgress(
                        progress.messageCount() - detached.size(),
                        progress.createdAt(),
                        progress.updatedAt(),
                        progress.version() + 1));
        ConversationState written = stored.written(after);
        boolean headWent = written.head().id().filter(detached::contains).isPresent();
        stored.state = headWent ? written.on(newest(stored)) : written;
    }

    private static BranchHead newest(InMemoryConversation stored) {
        return stored.messages.values().stream()
                .filter(message -> !stored.removed.contains(message.message().id()))
                .max(Comparator.comparingLong(message -> message.message().seq()))
                .map(BranchHead::of)
                .orElse(BranchHead.NONE);
    }

    @Override
    public Optional<Long> shorten(
            UserId user, ConversationId conversation, MessageId message, Content content, int tokens) {
        return database.call(() -> database.conversation(user, conversation)
                .filter(stored -> !stored.removed.contains(message))
                .flatMap(stored -> stored.message(message).map(before -> {
                    Message whole = before.message();
                    stored.keep(new ContextMessage(whole.with(content, whole.status()), tokens, before.hash()));
                    stored.raise(stored.version() + 1);
                    changed(stored, message);
                    return stored.version();
                })));
    }

    @Override
    public Optional<Metadata> find(UserId user, ConversationId conversation) {
        return database.call(() -> database.conversation(user, conversation).map(stored -> stored.metadata));
    }

    @Override
    public boolean put(UserId user, ConversationId conversation, Metadata metadata) {
        return database.call(() -> database.conversation(user, conversation)
                .map(stored -> {
                    stored.metadata = metadata;
                    return true;
                })
                .orElse(false));
    }

    private void changed(InMemoryConversation stored, MessageId message) {
        UUID id = message.value();
        database.changed(new Change(stored.conversation().user(), Change.Entity.MESSAGE, id, stored.version()));
    }
}
