package bot.conversational.domain.indexing;

import bot.conversational.domain.user.UserId;
import java.util.UUID;

/**
 * A note that something of a user's changed, written in the transaction of the change. It says what, never how: readers
 * fetch the thing as it is now.
 *
 * @param id of the conversation or message
 * @param version of the conversation after the change
 */
public record Change(UserId user, Entity entity, UUID id, long version) {

    /** The kind of changed entity. */
    public enum Entity {
        /** Its title, flags or feedback, or all of it was deleted: concerns every message in it. */
        CONVERSATION,
        /** One message was written. */
        MESSAGE
    }
}
