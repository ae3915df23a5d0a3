package bot.conversational.domain.stores;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.context.WriteId;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.responses.Metadata;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** A conversation in memory with its messages and turns. */
public final class InMemoryConversation {

    /** A turn that runs, or that a key began. */
    public record StoredTurn(NewTurn start, boolean running) {
        Message generating(String text) {
            return start.answer().withLog(text);
        }
    }

    public final Map<MessageId, ContextMessage> messages = new LinkedHashMap<>();
    public final Map<MessageId, StoredTurn> turns = new HashMap<>();
    public final Map<MessageId, TreeMap<Long, String>> pieces = new HashMap<>();
    public final Map<MessageId, AnswerForm> wanted = new HashMap<>();
    public final Set<MessageId> toStop = new HashSet<>();

    /** Those whose texts were deleted. */
    public final Set<MessageId> removed = new HashSet<>();

    public Metadata metadata = Metadata.NONE;
    public ConversationState state;

    public InMemoryConversation(Conversation conversation) {
        state = ConversationState.added(conversation);
    }

    public Conversation conversation() {
        return state.conversation();
    }

    public long version() {
        return conversation().version();
    }

    /** The state after a write that is not a turn's. */
    public ConversationState written(Conversation conversation) {
        return new ConversationState(
                conversation, state.lastSeq(), state.head(), Optional.of(new WriteId(UUID.randomUUID())));
    }

    /** Gives it another version and nothing else. */
    public void raise(long version) {
        state = written(state.conversation().atVersion(version));
    }

    public void keep(ContextMessage message) {
        messages.put(message.message().id(), message);
    }

    public Optional<ContextMessage> message(MessageId id) {
        return Optional.ofNullable(messages.get(id));
    }

    public Optional<StoredTurn> running() {
        return turns.values().stream().filter(StoredTurn::running).findFirst();
    }

    public Message generating(StoredTurn turn) {
        return turn.generating(String.join(
                "",
                pieces.getOrDefault(turn.start().answerId(), new TreeMap<>()).values()));
    }

    /** Every message, a running turn's answer among them. */
    public Stream<Message> all() {
        return Stream.concat(
                messages.values().stream().map(ContextMessage::message),
                running().stream().map(this::generating));
    }

    public Optional<Message> any(MessageId id) {
        return all().filter(message -> message.id().equals(id)).findFirst();
    }

    public Optional<Message> newestChild(Message parent) {
        return all().filter(message -> message.parentId().equals(Optional.of(parent.id())))
                .max(Comparator.comparingLong(Message::seq));
    }
}
