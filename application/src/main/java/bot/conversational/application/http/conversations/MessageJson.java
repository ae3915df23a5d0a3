package bot.conversational.application.http.conversations;

import bot.conversational.application.http.parts.PartJson;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenUsage;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on the wire.
 *
 * @param parts null when there is nothing but text
 * @param siblings all that follow the same message, itself among them, in the order of seq; left out unless asked for
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
        @Nullable List<PartJson> parts,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<UUID> siblings) {

    private static final int ID = 38;

    public static MessageJson of(Message message) {
        return of(message, null);
    }

    /** With all that follow the same message; null: they were not asked for, or are not known. */
    public static MessageJson of(Message message, @Nullable List<MessageId> siblings) {
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
                PartJson.of(message.body()),
                siblings == null
                        ? null
                        : siblings.stream().map(MessageId::value).toList());
    }

    /** How long its texts are, the parts' included. */
    public long chars() {
        return content.length()
                + (parts == null ? 0 : parts.stream().mapToLong(PartJson::chars).sum())
                + (siblings == null ? 0 : (long) ID * siblings.size());
    }
}
