package bot.conversational.domain.chat.turn;

import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/**
 * The turns, durable. One turn runs in a conversation at a time and one key begins one turn. The store guarantees both:
 * they are never read first and written then. Every method is one transaction, records its changes for the followers
 * with it, and throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is
 * unavailable. After that it is unknown whether a write happened, but never half of it.
 */
public interface TurnStore {

    /** The outcome of a begin. */
    sealed interface Beginning {

        /** It runs (or, begun and ended at once, has ended), and its question is durable. */
        record Begun() implements Beginning {}

        /** The conversation has moved on since it was seen; nothing was written. */
        record Stale() implements Beginning {}

        /** Another turn runs in the conversation; nothing was written. */
        record Busy(MessageId running) implements Beginning {}

        /** The key began a turn before; nothing was written. */
        record KeyUsed(RecordedTurn turn) implements Beginning {}

        /** There is no such conversation of this user; nothing was written. */
        record NoConversation() implements Beginning {}
    }

    /**
     * A turn that a key began.
     *
     * @param exchange the question and the answer, the answer with status generating while the turn runs
     */
    record RecordedTurn(Digest requestHash, Exchange exchange) {}

    /**
     * The newest messages of a branch up to a budget of tokens (the newest one always, at most 500).
     *
     * @return empty when the conversation or the parent does not exist or belongs to another user
     */
    Optional<Context> context(UserId user, ConversationId conversation, Parent parent, int tokenBudget);

    /**
     * The form that a question wanted its answer in.
     *
     * @return free when it wanted none, or there is no such question of this user's
     */
    AnswerForm wanted(UserId user, ConversationId conversation, MessageId question);

    /** Makes the question durable and the turn run. One statement when it begins. */
    Beginning begin(NewTurn turn);

    /** Begins and ends a turn at once, for an answer that is known already. One statement when it begins. */
    Beginning beginAndEnd(NewTurn turn, ContextMessage answer);

    /**
     * Stores a turn's answer and ends the turn.
     *
     * @param attempt the one that made the answer; 1 for a turn's first
     * @return whether it did; false when the turn is not running in this attempt any more (ended by another node, its
     *     conversation deleted), and then nothing was written
     */
    boolean end(UserId user, ConversationId conversation, int attempt, ContextMessage answer);
}
