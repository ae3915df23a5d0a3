package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.user.UserId;

/** A position in a scan of all users' conversations, ordered by user and then by conversation. */
public record ConversationKey(UserId user, ConversationId conversation) {

    public static ConversationKey of(Change conversation) {
        return new ConversationKey(conversation.user(), new ConversationId(conversation.id()));
    }
}
