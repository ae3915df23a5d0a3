package bot.conversational.domain.administration;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one-time tokens of accounts, one each. Every method is one transaction, and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable; nothing is then changed.
 */
public interface PasswordTokenStore {

    /**
     * An account with its new password.
     *
     * @param ended digests of its sessions, which ended, each with a revocation
     */
    record Redeemed(User user, List<String> ended) {}

    /**
     * Stores a token, in place of the account's last one.
     *
     * @return false, and nothing is audited, when there is no such account (any more)
     */
    boolean issue(PasswordToken token, AuditEntry entry);

    /** The account of a token that has not expired; empty when there is none, or the account is suspended. */
    Optional<User> holder(SessionToken token, Instant now);

    /**
     * Gives the account a password and drops the token; of two at once one does.
     *
     * @return empty, and nothing is audited, when {@link #holder} would be
     */
    Optional<Redeemed> redeem(SessionToken token, PasswordHash fresh, Instant now, AuditEntry entry);
}
