package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Something that is made of all messages, and has to agree with them. Every method throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when a store is unavailable.
 */
public interface AuditedCopy {

    /** Whether the copy has these conversations as they are. */
    Findings compare(List<Change> conversations);

    /** The next users of whom the copy has anything, in the order of their ids; empty at the end. */
    List<UserId> users(Optional<UserId> after, int limit);

    /**
     * Whether the source has the messages that the copy has of a user.
     *
     * @param each takes the findings of each piece, so that not all have to be in memory
     */
    void ghosts(UserId user, Consumer<Findings> each);
}
