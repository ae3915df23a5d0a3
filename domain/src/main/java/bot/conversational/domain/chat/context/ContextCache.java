package bot.conversational.domain.chat.context;

import bot.conversational.domain.conversation.CachedConversations;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Caches conversations (state and newest messages) and answers of the model, so that a turn need not ask the store.
 * Entries may be stale; {@code TurnStore.begin} detects that by the conversation's version and its write. An older version never
 * overwrites a newer one. Every method is one round trip, and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the cache is down or too slow: callers continue
 * without it.
 */
public interface ContextCache extends CachedConversations {

    /** The entries for a question at the head of the newest branch. */
    sealed interface Lookup {

        /** The same question was answered in the same context. */
        record AnswerFound(ConversationState state, CachedAnswer answer) implements Lookup {}

        /** The context, but no answer. */
        record ContextFound(Context context) implements Lookup {}

        /** Neither. */
        record Missing() implements Lookup {}
    }

    /** An answer to cache: under the state's tip before the question, and the question's digest. */
    record NewAnswer(Digest tip, Digest question, CachedAnswer answer) {}

    /** The answer to the question if there is one that this user may have, else the context, else neither. */
    Lookup lookup(UserId user, ConversationId conversation, Digest questionDigest);

    /** An answer that this user may have, or empty. */
    Optional<CachedAnswer> answer(UserId user, Digest tip, Digest questionDigest);

    /**
     * Caches a whole context and with it an answer, unless a newer version of the conversation is cached or this one
     * was invalidated: then neither. A repeat changes nothing.
     */
    void replace(Context context, Optional<NewAnswer> answer);

    /**
     * Moves a cached conversation on from {@code before} to {@code state} by adding messages, and drops its oldest
     * messages beyond the token budget. If it is cached as the state or at a newer version, it stays as it is, so a
     * repeat changes nothing. If it is cached at any other version, or at one of the two by another write, it is
     * dropped. If it is not cached, it stays so. The answer is cached unless a newer version is cached or this one was invalidated.
     */
    void append(
            ConversationState before, ConversationState state, List<ContextMessage> added, Optional<NewAnswer> answer);
}
