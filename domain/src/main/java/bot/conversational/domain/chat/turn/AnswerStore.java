package bot.conversational.domain.chat.turn;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/** Finds answers, running or final. */
public interface AnswerStore {

    /**
     * An answer and the question before it. While its turn runs it has the status generating and the text saved so far.
     *
     * @return empty when there is no such answer in this conversation of this user's, or no question before it
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable
     */
    Optional<Exchange> find(UserId user, ConversationId conversation, MessageId answer);

    /**
     * As {@link #find}, for who is going to tell somebody that the answer is kept although another wrote it: what this
     * returns survives whatever a write survives that this call had made itself.
     */
    default Optional<Exchange> findDurable(UserId user, ConversationId conversation, MessageId answer) {
        return find(user, conversation, answer);
    }
}
