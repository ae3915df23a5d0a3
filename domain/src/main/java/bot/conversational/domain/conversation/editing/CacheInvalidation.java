package bot.conversational.domain.conversation.editing;

import bot.conversational.domain.conversation.CachedConversations;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;

/**
 * Drops cache entries that the store has just changed. The store has decided already. If the cache is unavailable now,
 * its entry misleads no turn, since each begins at a version of the store.
 */
public final class CacheInvalidation {

    private final CachedConversations cached;

    public CacheInvalidation(CachedConversations cached) {
        this.cached = cached;
    }

    /** Drops a conversation that changed; {@code version} is its newest. */
    public void drop(UserId user, ConversationId conversation, long version) {
        try {
            cached.forget(user, conversation, version);
        } catch (DomainException.Unavailable cacheAway) {
            return;
        }
    }

    /** Drops a conversation that was deleted, and the user's answers; its revocation does so again. */
    void dropDeleted(UserId user, ConversationId conversation, long version) {
        try {
            cached.forgetDeleted(user, conversation, version);
        } catch (DomainException.Unavailable cacheAway) {
            return;
        }
    }
}
