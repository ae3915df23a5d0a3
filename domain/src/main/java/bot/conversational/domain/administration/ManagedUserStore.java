package bot.conversational.domain.administration;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All accounts, for administrators. Every method is one transaction, in which it is audited too, and throws {@link
 * DomainException.Unavailable} when the store is unavailable; nothing is then changed.
 */
public interface ManagedUserStore {

    /**
     * An account after a change.
     *
     * @param ended digests of its sessions that ended, each with a revocation
     */
    record Edited(ManagedUser user, List<String> ended) {}

    /** Accounts that are not being erased, by descending id: the newest first. */
    Page<ManagedUser, UserId> list(UserFilter filter, PageRequest<UserId> page);

    /** Those of some accounts that are there and not being erased. One statement. */
    Map<UserId, User> find(Collection<UserId> users);

    /**
     * Adds an account of which nobody knows the password, with the token by which one is chosen.
     *
     * @return false, and nothing is changed, when the e-mail address belongs to an account already
     */
    boolean invite(Credentials credentials, PasswordToken token, AuditEntry entry);

    /**
     * Changes an account. If its role or state is another one then, its sessions end, and none is opened with the old
     * ones.
     *
     * @param entry of what is changed, asked for that only
     * @return empty when there is no such account (any more)
     * @throws DomainException.Conflict when it is the last administrator who can log in, and could no longer
     */
    Optional<Edited> edit(UserId user, UserEdit edit, Function<AuditAction, AuditEntry> entry);

    /**
     * Ends all sessions of an account.
     *
     * @return their digests; empty when there is no such account (any more)
     */
    Optional<List<String>> endSessions(UserId user, AuditEntry entry);
}
