package bot.conversational.domain.revocation;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.user.UserId;

/** Something that Redis may still have and must not give again. */
public sealed interface Revocation {

    UserId user();

    /**
     * A session ended before its time.
     *
     * @param digest of its token
     */
    record SessionEnded(UserId user, String digest) implements Revocation {}

    /**
     * A conversation was deleted.
     *
     * @param version of the deletion: above every version that the conversation had
     */
    record ConversationDeleted(UserId user, ConversationId conversation, long version) implements Revocation {}
}
