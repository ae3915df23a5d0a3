package bot.conversational.domain.conversation;

import bot.conversational.domain.user.UserId;
import java.time.Instant;

/**
 * Users' feedback on answers, one for each answer. Every method is one transaction, records its change for the
 * followers with it, and throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is
 * unavailable; nothing is then half-done.
 */
public interface FeedbackStore {

    /** The outcome of a write. */
    sealed interface Outcome {

        /**
         * It is as was asked.
         *
         * @param version of the conversation afterwards
         */
        record Kept(long version) implements Outcome {}

        /** The message is no answer; nothing was written. */
        record NoAnswer() implements Outcome {}

        /** The answer is still being generated; nothing was written. */
        record Generating() implements Outcome {}

        /** There is no such message in a conversation of this user; nothing was written. */
        record NoMessage() implements Outcome {}
    }

    /** Stores feedback in place of the previous one. A repeat has the same result. */
    Outcome put(UserId user, ConversationId conversation, MessageId message, Feedback feedback, Instant at);

    /** Removes feedback; without any nothing changes. */
    Outcome remove(UserId user, ConversationId conversation, MessageId message);
}
