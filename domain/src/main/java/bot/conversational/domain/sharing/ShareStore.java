package bot.conversational.domain.sharing;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shares of users, with their snapshots. A share goes with its conversation, and with its owner. Every method is one
 * transaction, or one statement, on the source of truth: never on a copy that may be behind. Each throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable; nothing is then half-done.
 */
public interface ShareStore {

    /** Of one user; those that have expired count until they are revoked. */
    int MOST_OF_A_USER = 100;

    /** The outcome of an addition. */
    enum Added {
        ADDED,

        /** The user has as many as there may be; nothing was written. */
        TOO_MANY,

        /** There is no such conversation of the user's; nothing was written. */
        NO_CONVERSATION
    }

    /** Whose share was read. */
    record Viewed(UserId owner, ShareId share) {}

    Added add(Share share, Snapshot snapshot, AuditEntry entry);

    /** The share of the user's conversation, or empty. */
    Optional<Share> find(UserId user, ConversationId conversation, ShareId id);

    /**
     * Puts another snapshot in place of the one that is there. Readers of the former one get no more of it.
     *
     * @return the share afterwards, one revision on; empty when it is not there (any more)
     */
    Optional<Share> renew(UserId user, ShareId id, Snapshot snapshot, AuditEntry entry);

    /** The user's shares, newest first. */
    Page<Share, ShareId> list(UserId user, PageRequest<ShareId> page);

    /**
     * Removes a share. When this returns, no call of any node that begins then reads anything of it.
     *
     * @return false when it is not there (any more)
     */
    boolean revoke(UserId user, ShareId id, AuditEntry entry);

    /** The share of a token; empty when it is none, has expired, or its owner is suspended or gone. */
    Optional<OpenShare> open(ShareToken token, Instant now);

    /**
     * One piece of a snapshot, under the same conditions.
     *
     * @param n from 0
     * @return empty also when the snapshot was renewed
     */
    Optional<List<SharedMessage>> piece(OpenShare share, int n, Instant now);

    /** Adds to the numbers of views; shares that are gone are passed over. */
    void addViews(Map<Viewed, Long> views);
}
