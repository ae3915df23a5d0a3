package bot.conversational.domain.chat.recovery;

import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Map;

/**
 * Lets any node ask the generating one to stop. Throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface StopRequests {

    /** Asks for a running turn of this user's to be stopped. A repeat, or a turn that does not run, changes nothing. */
    void request(UserId user, ConversationId conversation, MessageId turn);

    /** The running turns of a node that are to be stopped, in no order. */
    List<MessageId> pending(NodeId node);

    /**
     * Those of the turns, each with its user, that are not there any more: their conversation or account was deleted.
     * One that has ended is still there.
     */
    List<MessageId> gone(Map<MessageId, UserId> turns);
}
