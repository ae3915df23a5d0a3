package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.Follower;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Rewrites all messages of one account in the index, in place, and removes its other documents. The followers of the
 * changes do the writing, so it is as safe as any change while the service runs.
 */
public final class RewriteUser {

    private static final int CONVERSATIONS = 100;

    private final ConversationScan conversations;
    private final RepairIndex repair;
    private final AuditIndex audit;
    private final ChangeFeed changes;

    public RewriteUser(ConversationScan conversations, RepairIndex repair, AuditIndex audit, ChangeFeed changes) {
        this.conversations = conversations;
        this.repair = repair;
        this.audit = audit;
        this.changes = changes;
    }

    /**
     * Notes every conversation as changed.
     *
     * @param noted takes the number of conversations noted so far
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when a store is unavailable; a repeat is
     *     harmless
     */
    public void begin(UserId user, LongConsumer noted) {
        long count = 0;
        List<Change> some = conversations.next(user, Optional.empty(), CONVERSATIONS);
        while (!some.isEmpty()) {
            repair.writeAgain(user, some);
            count += some.size();
            noted.accept(count);
            some = conversations.next(
                    user, Optional.of(new ConversationId(some.getLast().id())), CONVERSATIONS);
        }
    }

    /** Whether all that was noted of the user is in the index. */
    public boolean isWritten(UserId user) {
        return changes.caughtUp(Follower.SEARCH_INDEX.consumer(), user).isPresent();
    }

    /** Removes what the index has of the user and the source does not; to be called when all is written. */
    public void removeGhosts(UserId user) {
        audit.ghosts(user, found -> repair.repair(found.differences()));
    }
}
