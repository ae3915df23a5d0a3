package bot.conversational.domain.erasure;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Erasures of accounts in the source of truth, step by step. Every method may be repeated by any node at any time, and throws {@link DomainException.Unavailable} when the store is
 * unavailable.
 */
public interface ErasureStore {

    /**
     * Begins: from now on the account is gone for every caller, its e-mail address is free again and its sessions have
     * ended, each with a revocation, and it is audited. Its data still exist, and the erasure is stored until it is
     * finished.
     *
     * @return the digests of the sessions that ended; empty, and nothing is changed, when {@code checked} is not the
     *     account's hash (any more)
     * @throws DomainException.Conflict when it is the last administrator who can log in
     */
    Optional<List<String>> begin(UserId user, PasswordHash checked, AuditEntry entry);

    /**
     * Erasures whose account is not deleted yet, those that were tried longest ago, which count as tried now; at most
     * {@code limit}.
     */
    List<UserId> undeleted(int limit);

    /** The same of erasures whose account is deleted, and that are not finished. */
    List<UserId> unsettled(int limit);

    /** How long ago the oldest erasure that is not finished was begun; zero when there is none. */
    Duration oldest();

    /**
     * Deletes some of the account's data, in one transaction that takes about the same time however much there is: its
     * conversations, each with a change and a revocation, then what is left of them, and finally the account itself, after which no new data of it can be written.
     *
     * @return whether there may be more
     */
    boolean deleteSome(UserId user);

    /**
     * Whether the account was deleted at least {@code quiet} ago and a follower of the changes has acknowledged the
     * last one of the user; false when the follower has never followed.
     */
    boolean settled(UserId user, Duration quiet, String follower);

    /** Drops the notes that are left of the user, and the erasure with them. */
    void finish(UserId user);
}
