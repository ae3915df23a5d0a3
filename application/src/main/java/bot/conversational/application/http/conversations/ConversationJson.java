package bot.conversational.application.http.conversations;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationSettings;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.UUID;

/** A conversation on the wire: its id, what its user set, and how far it has come. */
public record ConversationJson(
        UUID id, @JsonUnwrapped ConversationSettings settings, int messageCount, Instant createdAt, Instant updatedAt) {

    public static ConversationJson of(Conversation conversation) {
        return new ConversationJson(
                conversation.id().value(),
                conversation.settings(),
                conversation.messageCount(),
                conversation.createdAt(),
                conversation.updatedAt());
    }
}
