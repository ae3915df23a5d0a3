package bot.conversational.domain.responses;

import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/**
 * Finds turns and messages by their ids alone. What is another user's, was removed or emptied, or was in a conversation
 * that is deleted, is not there. Every method is one statement, and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface ResponseStore {

    /**
     * Where an answer is.
     *
     * @param wanted what its question wanted
     * @param running whether it is being generated
     */
    record Located(ConversationId conversation, AnswerForm wanted, boolean running) {}

    /** A turn that a key began. */
    record Begun(ConversationId conversation, MessageId answer, Digest requestHash) {}

    /** Where an answer is, running or not; empty for what is no answer to anything. */
    Optional<Located> locate(UserId user, MessageId answer);

    /** A message of any role that is final. */
    Optional<Message> message(UserId user, MessageId id);

    /** The turn that a key began. */
    Optional<Begun> begun(UserId user, IdempotencyKey key);
}
