package bot.conversational.domain.conversation;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One message of a conversation. It never changes once it is final, but for its feedback.
 *
 * @param seq its place in the conversation, ascending from 1; the clocks of nodes never order messages
 * @param parentId the message it follows; empty for a first message. Siblings are alternatives
 * @param model what generated it, for an answer
 * @param cached whether the answer came from the response cache
 * @param latency from the question's arrival to the answer's end
 */
public record Message(
        MessageId id,
        ConversationId conversationId,
        long seq,
        Optional<MessageId> parentId,
        MessageRole role,
        String content,
        MessageStatus status,
        Optional<String> model,
        boolean cached,
        Optional<TokenUsage> usage,
        Optional<Duration> latency,
        Optional<Rating> feedback,
        Instant createdAt) {

    public static final int MAX_CONTENT = 32_000;

    /** The same message with another text and status. */
    public Message with(String text, MessageStatus newStatus) {
        return new Message(
                id,
                conversationId,
                seq,
                parentId,
                role,
                text,
                newStatus,
                model,
                cached,
                usage,
                latency,
                feedback,
                createdAt);
    }
}
