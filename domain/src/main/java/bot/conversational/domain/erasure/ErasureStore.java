package bot.conversational.domain.erasure;

import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The erasing of accounts in the source of truth, step by step. Every method is one transaction, may be repeated by any node
 * at any time, and throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is away.
 */
public interface ErasureStore {

    /**
     * Begins: from now on the account is gone for every caller, its e-mail address is free again and its sessions have
     * ended, each noted as a revocation. What it owned is still there, and the erasure is remembered until it is finished.
     *
     * @return the digests of the sessions that ended; empty, and nothing is changed, when {@code checked} is not the
     *     account's hash (any more)
     */
    Optional<List<String>> begin(UserId user, PasswordHash checked);

    /** The erasures that are not finished, the oldest first, at most {@code limit}. */
    List<UserId> unfinished(int limit);

    /**
     * Deletes some of what the account owned, noting each conversation as a change and a revocation; in the end the account
     * itself, after which nothing new of it can come into being.
     *
     * @return whether there may be more
     */
    boolean deleteSome(UserId user);

    /**
     * Whether the account was deleted at least {@code quiet} ago and a follower of the changes has acknowledged the last one
     * of the user; false when the follower has never followed.
     */
    boolean settled(UserId user, Duration quiet, String follower);

    /** Drops the notes that are left of the user, and the erasure with them. */
    void finish(UserId user);
}
