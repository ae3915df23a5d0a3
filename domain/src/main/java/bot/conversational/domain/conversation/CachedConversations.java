package bot.conversational.domain.conversation;

import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Cached conversations, which can be read while the store is unavailable. Entries may be stale, and never belong to
 * another user. Every method is one round trip, and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the cache, too, is unavailable or too slow.
 */
public interface CachedConversations {

    /**
     * A conversation as it was when its last turn ended.
     *
     * @param messages the newest of its newest branch, oldest of them first; when the first one has a parent there are
     *     older ones
     */
    record Copy(Conversation conversation, List<Message> messages) {
        public Copy {
            messages = List.copyOf(messages);
        }
    }

    /** The conversation, or empty when it is not at hand; the store may have it all the same. */
    Optional<Copy> find(UserId user, ConversationId conversation);

    /**
     * Drops a conversation, and refuses entries of it whose version is not above {@code version}. A repeat changes
     * nothing.
     */
    void forget(UserId user, ConversationId conversation, long version);

    /**
     * Drops a conversation that was deleted, as {@link #forget} does, and lets no answer count any more that was cached
     * for this user until now, whoever may have it: one of them may be the conversation's. Atomic. A repeat changes
     * nothing of the conversation, and costs the answers made meanwhile.
     */
    void forgetDeleted(UserId user, ConversationId conversation, long version);
}
