package bot.conversational.domain.chat.live;

import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.parts.AnswerLogReader;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.Optional;

/**
 * One reader of an answer, running or finished, on whichever node it is generated. It is pulled, so that a slow reader
 * delays nobody and costs no memory. For one thread.
 */
public interface TurnReader {

    /** The next step of a stream. */
    sealed interface Step {

        /** More of the answer. */
        record More(AnswerLogReader.Piece piece) implements Step {}

        /** Nothing came within the reader's patience. */
        record Silence() implements Step {}

        /**
         * The answer is final and durable; nothing follows.
         *
         * @param failure why it is not whole: of an answer that failed or was interrupted, never of one that was
         *     stopped
         */
        record Ended(Message answer, Optional<DomainException> failure) implements Step {}
    }

    /** The message that is answered. */
    Message question();

    /** The answer as it was when the turn began: without content. */
    Message generating();

    /** Whether an earlier call with the same key began the turn. */
    boolean replayed();

    /** Whether another node generates the answer. */
    default boolean elsewhere() {
        return false;
    }

    /**
     * Waits for the next step, at most for this time.
     *
     * @throws DomainException.Unavailable when neither the generating node nor a store responds; another reader may
     *     start from the last place
     * @throws DomainException.NotFound when the conversation was deleted meanwhile
     */
    Step next(Duration patience);

    /**
     * Waits for the end, however long it takes.
     *
     * @throws DomainException the failure of an answer that failed, also in an earlier call, or was interrupted in this
     *     one
     */
    default Exchange await() {
        while (true) {
            if (next(Duration.ofMinutes(1)) instanceof Step.Ended(Message answer, Optional<DomainException> failure)) {
                // Whoever asks again after a node died has what was kept; no retry could make it more.
                boolean kept = replayed() && answer.status() == MessageStatus.INTERRUPTED;
                if (failure.isPresent() && !kept) {
                    throw failure.get();
                }
                return new Exchange(question(), answer, replayed());
            }
        }
    }
}
