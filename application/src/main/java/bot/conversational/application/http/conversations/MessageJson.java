package bot.conversational.application.http.conversations;

import bot.conversational.application.http.parts.PartJson;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
        String role,
        String content,
        String status,
        @Nullable String finishReason,
        @Nullable String model,
        boolean cached,
        @Nullable TokenUsage usage,
        @Nullable Long latencyMs,
        @Nullable String feedback,
        Instant createdAt,
        @Nullable List<PartJson> parts) {

    public static MessageJson of(Message message) {
        return new MessageJson(
                message.id().value(),
                message.conversationId().value(),
                message.seq(),
                message.parentId().map(id -> id.value()).orElse(null),
                lower(message.role()),
                message.content(),
                lower(message.status()),
                message.finish().map(FinishReason::label).orElse(null),
                message.model().orElse(null),
                message.cached(),
                message.usage().orElse(null),
                message.latency().map(Duration::toMillis).orElse(null),
                message.feedback().map(MessageJson::lower).orElse(null),
                message.createdAt(),
                PartJson.of(message.body()));
    }

    /** How long its texts are, the parts' included. */
    public long chars() {
        return content.length()
                + (parts == null ? 0 : parts.stream().mapToLong(PartJson::chars).sum());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
