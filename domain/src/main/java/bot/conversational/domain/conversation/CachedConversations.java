package bot.conversational.domain.conversation;

import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * The cached copies of conversations, which can be read while the store is away. They may be stale, and are never
 * another user's. Every method is one round trip, and throws
 * {@link bot.conversational.domain.shared.DomainException.Unavailable} when this, too, is away or too slow.
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
     * Drops a conversation, and lets none in again whose version is not above {@code version}. A repeat changes nothing.
     */
    void forget(UserId user, ConversationId conversation, long version);
}
