package bot.conversational.application.http.conversations;

import bot.conversational.application.http.parts.PartJson;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on the wire.
 *
 * @param parts null when there is nothing but text
 */
public record MessageJson(
        UUID id,
        UUID conversationId,
        long seq,
        @Nullable UUID parentId,
        MessageRole role,
        String content,
        MessageStatus status,
        @Nullable FinishReason finishReason,
        @Nullable String model,
        boolean cached,
        @Nullable TokenUsage usage,
        @Nullable Long latencyMs,
        @Nullable Rating feedback,
        Instant createdAt,
        @Nullable List<PartJson> parts) {

    public static MessageJson of(Message message) {
        return new MessageJson(
                message.id().value(),
                message.conversationId().value(),
                message.seq(),
                message.parentId().map(id -> id.value()).orElse(null),
                message.role(),
                message.content(),
                message.status(),
                message.finish().orElse(null),
                message.model().orElse(null),
                message.cached(),
                message.usage().orElse(null),
                message.latency().map(Duration::toMillis).orElse(null),
                message.feedback().orElse(null),
                message.createdAt(),
                PartJson.of(message.body()));
    }

    /** How long its texts are, the parts' included. */
    public long chars() {
        return content.length()
                + (parts == null ? 0 : parts.stream().mapToLong(PartJson::chars).sum());
    }
}
