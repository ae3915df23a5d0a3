package bot.conversational.domain.stores.conversation;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Feedback;
import bot.conversational.domain.conversation.FeedbackStore;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** Opinions in memory: of each only the rating, which is all that anybody reads. */
public final class InMemoryFeedbackStore implements FeedbackStore {

    private final InMemoryDatabase database;

    public InMemoryFeedbackStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Outcome put(UserId user, ConversationId conversation, MessageId message, Feedback feedback, Instant at) {
        return write(user, conversation, message, Optional.of(feedback.rating()));
    }

    @Override
    public Outcome remove(UserId user, ConversationId conversation, MessageId message) {
        return write(user, conversation, message, Optional.empty());
    }

    private Outcome write(UserId user, ConversationId conversation, MessageId id, Optional<Rating> rating) {
        return database.call(() -> database.conversation(user, conversation)
                .flatMap(stored -> stored.any(id).map(message -> write(stored, message, rating)))
                .orElseGet(Outcome.NoMessage::new));
    }

    private Outcome write(InMemoryConversation stored, Message message, Optional<Rating> rating) {
        if (message.role() != MessageRole.ASSISTANT) {
            return new Outcome.NoAnswer();
        }
        if (message.status() == MessageStatus.GENERATING) {
            return new Outcome.Generating();
        }
        if (rating.isPresent() || message.feedback().isPresent()) {
            stored.message(message.id()).ifPresent(kept -> stored.keep(rated(kept, rating)));
            Conversation before = stored.conversation();
            stored.state = stored.written(before.next(0, before.updatedAt(), Optional.empty()));
            database.changed(new Change(
                    before.user(), Change.Entity.MESSAGE, message.id().value(), stored.version()));
        }
        return new Outcome.Kept(stored.version());
    }

    private static ContextMessage rated(ContextMessage kept, Optional<Rating> rating) {
        return new ContextMessage(kept.message().withFeedback(rating), kept.tokens(), kept.hash());
    }
}
