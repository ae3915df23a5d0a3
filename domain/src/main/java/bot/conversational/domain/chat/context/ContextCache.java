package bot.conversational.domain.chat.context;

import bot.conversational.domain.conversation.CachedConversations;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Caches conversations (state and newest messages) and answers of the model, so that a turn need not ask the store.
 * Entries may be stale; {@code TurnStore.begin} detects that by the conversation's version. An older version never
 * overwrites a newer one. Every method is one round trip, and throws
 * {@link bot.conversational.domain.shared.DomainException.Unavailable} when the cache is down or too slow: callers go
 * on without it.
 */
public interface ContextCache extends CachedConversations {

    /** What the cache knows for a question at the newest branch's end. */
    sealed interface Lookup {

        /** The same question was answered in the same context. */
        record AnswerFound(ConversationState state, CachedAnswer answer) implements Lookup {}

        /** The context, but no answer. */
        record ContextFound(Context context) implements Lookup {}

        /** Neither. */
        record Missing() implements Lookup {}
    }

    /** An answer to keep: under the state's tip before the question, and the question's digest. */
    record NewAnswer(Digest tip, Digest question, CachedAnswer answer) {}

    /** The answer to the question if there is one that this user may have, else the context, else neither. */
    Lookup lookup(UserId user, ConversationId conversation, Digest questionDigest);

    /** An answer that this user may have, or empty. */
    Optional<CachedAnswer> answer(UserId user, Digest tip, Digest questionDigest);

    /**
     * Keeps a whole context and with it an answer, unless a newer version of the conversation is known or this one was
     * forgotten: then neither. A repeat changes nothing.
     */
    void replace(Context context, Optional<NewAnswer> answer);

    /**
     * Moves a cached conversation on from version {@code before} to {@code state} by adding messages, and drops its
     * oldest messages beyond the token budget. One that is cached at the state's version or a newer one stays as it is, so
     * that a repeat changes nothing; one that is cached at any other is dropped; one that is not cached stays so. The
     * answer is kept unless a newer version is known or this one was forgotten.
     */
    void append(long before, ConversationState state, List<ContextMessage> added, Optional<NewAnswer> answer);
}
