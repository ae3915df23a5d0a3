package bot.conversational.domain.conversation;

import bot.conversational.domain.user.UserId;
import java.time.Instant;

/**
 * What users think of answers, one opinion an answer. Every method is one transaction, records its change for the
 * followers with it, and throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is
 * away; nothing is then half-done.
 */
public interface FeedbackStore {

    /** What became of an opinion. */
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

    /** Keeps an opinion in place of the one before. A repeat leaves the same opinion behind. */
    Outcome put(UserId user, ConversationId conversation, MessageId message, Feedback feedback, Instant at);

    /** Takes an opinion back; where there is none nothing changes. */
    Outcome remove(UserId user, ConversationId conversation, MessageId message);
}
