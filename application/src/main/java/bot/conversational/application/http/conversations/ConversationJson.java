package bot.conversational.application.http.conversations;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.folder.FolderId;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation on the wire: its id, what its user set, how far it has come, and where it is kept.
 *
 * @param folderId null when it is in no folder
 * @param tags in the user's order
 */
public record ConversationJson(
        UUID id,
        @JsonUnwrapped ConversationSettings settings,
        int messageCount,
        Instant createdAt,
        Instant updatedAt,
        @Nullable UUID folderId,
        List<String> tags) {

    public static ConversationJson of(Conversation conversation) {
        return new ConversationJson(
                conversation.id().value(),
                conversation.settings(),
                conversation.messageCount(),
                conversation.createdAt(),
                conversation.updatedAt(),
                conversation.filing().folder().map(FolderId::value).orElse(null),
                conversation.filing().tags().texts());
    }
}
