package bot.conversational.domain.retention;

import bot.conversational.domain.user.RetentionRule;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Conversations that are kept no longer: nobody wrote in them for as many days as their user's rule says, or the
 * service's if that is shorter. Pinned ones stay. Times are those of the store's clock. Every method may be repeated by any
 * node, and throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface RetentionStore {

    /** How long receipts are kept, in days. */
    int RECEIPTS_KEPT = 400;

    /**
     * What one user has that is kept no longer.
     *
     * @param messages of the conversations, on all branches
     */
    record Idle(UserId user, int conversations, long messages) {}

    /**
     * Some users, looked through.
     *
     * @param idle those of them who have something
     * @param last the last that was looked at; empty when there is no further user
     */
    record Stretch(List<Idle> idle, Optional<UserId> last) {}

    /** Looks through the next users by id, at most {@code users} of them; changes nothing. */
    Stretch look(RetentionRule rule, Optional<UserId> after, int users);

    /**
     * Deletes some of a user's conversations, those idle for longest first, in one transaction: with a change and a
     * revocation for each, so that they go from the index, the vectors and the caches, too, and with a receipt that has
     * their ids. Their messages are leftovers then. One that somebody is writing in is passed over.
     *
     * @param receipt id of the receipt; none is written when nothing went
     * @return what went
     */
    Idle delete(RetentionRule rule, UserId user, int limit, UUID receipt);

    /**
     * Deletes some receipts that are older than {@link #RECEIPTS_KEPT}.
     *
     * @return whether there may be more
     */
    boolean deleteOldReceipts();
}
