package bot.conversational.domain.conversation.editing;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationStore;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;

/**
 * Deletes a conversation. It is gone for everybody when this returns, in a time that does not depend on how much is in
 * it; {@link DeleteLeftovers} removes its messages, feedback and turns. A turn that runs in it finds it gone when it ends, and
 * writes nothing; the index follows the store's change.
 */
public final class DeleteConversation {

    private final ConversationStore conversations;
    private final CacheInvalidation invalidation;

    public DeleteConversation(ConversationStore conversations, CacheInvalidation invalidation) {
        this.conversations = conversations;
        this.invalidation = invalidation;
    }

    /** @throws DomainException.NotFound when it does not exist (any more) or is another user's */
    public void delete(UserId user, ConversationId id) {
        long version = conversations.delete(user, id).orElseThrow(() -> new DomainException.NotFound("conversation"));
        invalidation.dropDeleted(user, id, version);
    }
}
