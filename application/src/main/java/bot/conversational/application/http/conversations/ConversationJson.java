package bot.conversational.application.http.conversations;

import bot.conversational.domain.conversation.Conversation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A conversation on the wire. */
public record ConversationJson(
        UUID id,
        @Nullable String title,
        @Nullable String model,
        @Nullable String systemPrompt,
        boolean pinned,
        boolean archived,
        int messageCount,
        Instant createdAt,
        Instant updatedAt) {

    public static ConversationJson of(Conversation conversation) {
        return new ConversationJson(
                conversation.id().value(),
                conversation.title().orElse(null),
                conversation.model().orElse(null),
                conversation.systemPrompt().orElse(null),
                conversation.settings().pinned(),
                conversation.settings().archived(),
                conversation.messageCount(),
                conversation.createdAt(),
                conversation.updatedAt());
    }
}
