package bot.conversational.domain.conversation;

import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.AnswerLogReader;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One message of a conversation. It never changes once it is final, but for its feedback. */
public record Message(
        MessageId id,
        TreePosition position,
        MessageRole role,
        Content body,
        GenerationInfo generation,
        Optional<Rating> feedback,
        Instant createdAt) {

    public static final int MAX_CONTENT = 32_000;

    /** A user's question, or the results of the tools that the answer before it called. */
    public static Message question(MessageId id, TreePosition position, Content content, Instant at) {
        boolean results = !content.all(Part.ToolResult.class).isEmpty();
        return complete(id, position, results ? MessageRole.TOOL : MessageRole.USER, content, at);
    }

    /** A message of any role that no model of ours made. */
    public static Message complete(MessageId id, TreePosition position, MessageRole role, Content content, Instant at) {
        return new Message(id, position, role, content, GenerationInfo.NONE, Optional.empty(), at);
    }

    /** An answer before it has any text. */
    public static Message generating(MessageId id, TreePosition position, Optional<String> model, Instant at) {
        return answer(id, position, Content.NONE, GenerationInfo.generating(model), at);
    }

    /** A model's answer. */
    public static Message answer(
            MessageId id, TreePosition position, Content content, GenerationInfo generation, Instant at) {
        return new Message(id, position, MessageRole.ASSISTANT, content, generation, Optional.empty(), at);
    }

    /** The same message with another content and status. */
    public Message with(Content content, MessageStatus status) {
        return new Message(id, position, role, content, generation.with(status), feedback, createdAt);
    }

    /**
     * A running answer with what has been generated of it so far.
     *
     * @param log of the answer, see {@link bot.conversational.domain.llm.parts.AnswerLog}
     */
    public Message withLog(String log) {
        return new Message(id, position, role, AnswerLogReader.content(log), generation, feedback, createdAt);
    }

    public Message withFeedback(Optional<Rating> rating) {
        return new Message(id, position, role, body, generation, rating, createdAt);
    }

    public Message withCreatedAt(Instant at) {
        return new Message(id, position, role, body, generation, feedback, at);
    }

    /** The text of it: all text parts, joined. */
    public String content() {
        return body.text();
    }

    /** Empty when there is nothing but text. */
    public List<Part> parts() {
        return body.parts();
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

    /** Why the model ended a completed answer. */
    public Optional<FinishReason> finish() {
        return generation.finish();
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
