package bot.conversational.domain.conversation;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Keeps what a user thinks of an answer, or takes it back. */
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
     * Keeps an opinion in place of the one before.
     *
     * @throws DomainException.NotFound when the conversation has no such message, or is somebody else's
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

    /** Takes an opinion back, with the same failures as {@link #rate}; where there is none nothing changes. */
    public void takeBack(UserId user, ConversationId conversation, MessageId message) {
        finish(user, conversation, feedback.remove(user, conversation, message));
    }

    private void finish(UserId user, ConversationId conversation, FeedbackStore.Outcome outcome) {
        switch (outcome) {
            case FeedbackStore.Outcome.Kept(long version) -> invalidation.drop(user, conversation, version);
            case FeedbackStore.Outcome.NoAnswer() ->
                throw new DomainException.Invalid("messageId", "is no answer: only answers are rated");
            case FeedbackStore.Outcome.Generating() ->
                throw new DomainException.Conflict("The answer is still being generated.");
            case FeedbackStore.Outcome.NoMessage() -> throw new DomainException.NotFound("message");
        }
    }
}
