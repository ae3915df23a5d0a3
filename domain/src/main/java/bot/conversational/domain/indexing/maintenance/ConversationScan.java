package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Scans the conversations of the source of truth in the order of their keys, in small pieces that each are a short
 * statement. A conversation is returned as a change at its current version. Every method throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface ConversationScan {

    /** The next conversations of all users; empty at the end. One that is created behind the scan is not seen. */
    List<Change> next(Optional<ConversationKey> after, int limit);

    /** The next conversations of one user; empty at the end. */
    List<Change> next(UserId user, Optional<ConversationId> after, int limit);

    /** About how many messages there are altogether, at little cost; exact while they are few. */
    long messages();
}
