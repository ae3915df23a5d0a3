package bot.conversational.domain.conversation.editing;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Feedback;
import bot.conversational.domain.conversation.FeedbackStore;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Stores or removes a user's feedback on an answer. */
public final class RateAnswer {

    private final FeedbackStore feedback;
    private final CacheInvalidation invalidation;
    private final InstantSource clock;

    public RateAnswer(FeedbackStore feedback, CacheInvalidation invalidation, InstantSource clock) {
        this.feedback = feedback;
        this.invalidation = invalidation;
        this.clock = clock;
    }

    /**
     * Stores feedback in place of the previous one.
     *
     * @throws DomainException.NotFound when the conversation has no such message, or is another user's
     * @throws DomainException.Invalid when the message is no answer
     * @throws DomainException.Conflict while the answer is being generated
     */
    public void rate(UserId user, ConversationId conversation, MessageId message, Feedback opinion) {
        finish(
                user,
                conversation,
                feedback.put(
                        user, conversation, message, opinion, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** Removes feedback, with the same failures as {@link #rate}; without any nothing changes. */
    public void takeBack(UserId user, ConversationId conversation, MessageId message) {
        finish(user, conversation, feedback.remove(user, conversation, message));
    }

    private void finish(UserId user, ConversationId conversation, FeedbackStore.Outcome outcome) {
        switch (outcome) {
            case FeedbackStore.Outcome.Kept(long version) -> invalidation.drop(user, conversation, version);
            case FeedbackStore.Outcome.NoAnswer() ->
                throw new DomainException.Invalid("messageId", "is not an answer; only answers can be rated");
            case FeedbackStore.Outcome.Generating() ->
                throw new DomainException.Conflict("The answer is still being generated.");
            case FeedbackStore.Outcome.NoMessage() -> throw new DomainException.NotFound("message");
        }
    }
}
