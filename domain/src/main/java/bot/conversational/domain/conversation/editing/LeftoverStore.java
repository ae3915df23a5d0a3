package bot.conversational.domain.conversation.editing;

import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;

/**
 * Messages and turns of conversations that were deleted: nobody sees them, and they are deleted in pieces. Each method
 * is one transaction, may be repeated by any node at any time, and throws
 * {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface LeftoverStore {

    /** The user with the conversation that was tried longest ago, which counts as tried now; empty when none is left. */
    Optional<UserId> next();

    /**
     * Deletes one piece of the user's leftovers, small enough for a statement's time.
     *
     * @return whether there may be more
     */
    boolean deleteSome(UserId user);

    /** Since when the oldest conversation with leftovers is deleted; zero when nothing is left. */
    Duration oldest();
}
