package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * The source of truth as an audit uses it. Both methods throw {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface AuditedSource {

    /** Those of the messages that the user has. */
    Set<MessageId> present(UserId user, Collection<MessageId> messages);

    /**
     * Raises each conversation's version above the one given, and notes it as changed: so the followers write all of it
     * again, and no earlier write is newer. Conversations that the user does not have are left out.
     */
    void noteAgain(UserId user, Map<ConversationId, Long> above);
}
