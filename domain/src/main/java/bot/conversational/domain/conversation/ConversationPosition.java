package bot.conversational.domain.conversation;

import java.time.Instant;

/** A place in a user's list of conversations, newest update first, ties by id descending. */
public record ConversationPosition(Instant updatedAt, ConversationId id) {

    public static ConversationPosition of(Conversation conversation) {
        return new ConversationPosition(conversation.updatedAt(), conversation.id());
    }
}
