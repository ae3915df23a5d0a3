package bot.conversational.domain.conversation;

import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The conversations, each visible to its owner only: another user's is exactly as absent as one that never existed.
 * Every method is one transaction, records its change for the followers with it, and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable; nothing is then changed.
 */
public interface ConversationStore {

    /**
     * Adds a conversation of an account that exists. A repeat changes nothing.
     *
     * @return false when it is to be in a folder that is none of the user's; nothing was written
     */
    boolean add(Conversation conversation);

    /** The conversation, or empty. */
    Optional<Conversation> find(UserId user, ConversationId id);

    /** The user's conversations that the filter passes, newest update first; no archived ones unless it asks for them. */
    Page<Conversation, ConversationPosition> list(
            UserId user, ConversationFilter filter, PageRequest<ConversationPosition> page);

    /** Those of {@link #list} that are pinned. */
    Page<Conversation, ConversationPosition> listPinned(
            UserId user, ConversationFilter filter, PageRequest<ConversationPosition> page);

    /**
     * Changes a conversation and raises its version by one.
     *
     * @param at its time afterwards, unless it has a later one
     * @return the conversation afterwards; empty when it does not exist or belongs to another user, as when it is to move
     *     into a folder that does
     */
    Optional<Conversation> edit(UserId user, ConversationId id, ConversationEdit edit, Instant at);

    /**
     * Deletes a conversation: all that is in it is gone for every caller, turns that run among it. The rows that are left
     * of it are deleted later, and until then the idempotency keys of its turns stay used.
     *
     * @return the version of the deletion, above all that the conversation ever had; empty when it does not exist (any
     *     more) or belongs to another user
     */
    Optional<Long> delete(UserId user, ConversationId id);

    /**
     * The user's conversations whose title holds the text (without case) in front, newest update first, then those with
     * a word similarity (trigrams) of at least 0.45, most similar first.
     *
     * @param limit at most so many
     */
    List<Conversation> searchTitles(UserId user, String text, ConversationFilter filter, int limit);
}
