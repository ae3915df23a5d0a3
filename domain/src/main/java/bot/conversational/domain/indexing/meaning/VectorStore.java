package bot.conversational.domain.indexing.meaning;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * The vectors of messages' passages, beside the messages themselves: what deletes a message deletes them. Of each
 * conversation it is known up to which message they are there. Every method is one transaction and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface VectorStore {

    /** Whose messages get vectors. */
    enum Scope {
        /** Everybody's. */
        ALL,
        /** Those of users who have searched by meaning: from then on, and backwards. */
        SEARCHERS
    }

    /** A message of whose conversation it is the first, or comes behind such a one, that has no vectors yet. */
    record Waiting(
            UserId user, ConversationId conversation, long seq, MessageId message, MessageRole role, String text) {}

    /**
     * A message with its vectors.
     *
     * @param passages in their order; none when the message says nothing to be found by
     * @param refused why the model will never take it; without any text of it
     */
    record Embedded(Waiting of, List<Embedding> passages, Optional<String> refused) {

        public Embedded {
            passages = List.copyOf(passages);
        }

        /** One that the model takes. */
        public Embedded(Waiting of, List<Embedding> passages) {
            this(of, passages, Optional.empty());
        }
    }

    /**
     * What waits in the conversations that changed, of users in the scope; each conversation's in its order, at most
     * {@code limit}.
     */
    List<Waiting> waiting(String model, Scope scope, List<Change> changes, int limit);

    /** What waits of a user's, newest conversation first and each conversation's in its order, at most {@code limit}. */
    List<Waiting> waiting(String model, UserId user, int limit);

    /**
     * Keeps vectors. All that wait in front of these in their conversations must have been kept. A repeat changes
     * nothing; messages that are gone are left out.
     */
    void keep(String model, List<Embedded> messages);

    /** Leaves a user for filling: first those who asked. Nobody else gets the same user for a minute. */
    Optional<UserId> claimUnfilled(String model);

    /** Notes that nothing of a user's waits any more but what changes. */
    void markFilled(String model, UserId user);

    /**
     * Leaves all users for filling who are not filled yet, some at each call.
     *
     * @return whether there may be more
     */
    boolean leaveForFilling(String model);

    /** How many messages the model refused. They are found by their words only. */
    long refused(String model);

    /**
     * Has some messages embedded again that the model refused: they wait, with all behind them in their conversations, and a
     * change says so. One that is refused again is kept again.
     *
     * @return how many
     */
    int retryRefused(String model, int limit);

    /** How many users wait to be filled, counted up to 100,000. */
    long unfilled(String model);
}
