package bot.conversational.domain.conversation;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One message of a conversation. It never changes once it is final, but for its feedback. */
public record Message(
        MessageId id,
        TreePosition position,
        MessageRole role,
        String content,
        GenerationInfo generation,
        Optional<Rating> feedback,
        Instant createdAt) {

    public static final int MAX_CONTENT = 32_000;

    /** A user's question. */
    public static Message question(MessageId id, TreePosition position, String content, Instant at) {
        return complete(id, position, MessageRole.USER, content, at);
    }

    /** A message of either role that no model of ours made. */
    public static Message complete(MessageId id, TreePosition position, MessageRole role, String content, Instant at) {
        return new Message(id, position, role, content, GenerationInfo.NONE, Optional.empty(), at);
    }

    /** An answer before it has any text. */
    public static Message generating(MessageId id, TreePosition position, Optional<String> model, Instant at) {
        return answer(id, position, "", GenerationInfo.generating(model), at);
    }

    /** A model's answer. */
    public static Message answer(
            MessageId id, TreePosition position, String content, GenerationInfo generation, Instant at) {
        return new Message(id, position, MessageRole.ASSISTANT, content, generation, Optional.empty(), at);
    }

    /** The same message with another text and status. */
    public Message with(String text, MessageStatus status) {
        return new Message(id, position, role, text, generation.with(status), feedback, createdAt);
    }

    /** A running answer with what has been generated of it so far. */
    public Message withContent(String text) {
        return new Message(id, position, role, text, generation, feedback, createdAt);
    }

    public Message withFeedback(Optional<Rating> rating) {
        return new Message(id, position, role, content, generation, rating, createdAt);
    }

    public Message withCreatedAt(Instant at) {
        return new Message(id, position, role, content, generation, feedback, at);
    }

    public ConversationId conversationId() {
        return position.conversationId();
    }

    public long seq() {
        return position.seq();
    }

    public Optional<MessageId> parentId() {
        return position.parentId();
    }

    public MessageStatus status() {
        return generation.status();
    }

    public Optional<String> model() {
        return generation.model();
    }

    public boolean cached() {
        return generation.cached();
    }

    public Optional<TokenUsage> usage() {
        return generation.usage();
    }

    public Optional<Duration> latency() {
        return generation.latency();
    }
}
