package bot.conversational.domain.user;

import java.util.Optional;

/**
 * The accounts. Every method is one transaction and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable; nothing is then changed.
 */
public interface UserStore {

    /**
     * Adds an account.
     *
     * @return false when the e-mail address, in any spelling ({@link EmailAddress#key()}), belongs to an account
     *     already; of two at once one wins
     */
    boolean add(Credentials credentials);

    /** The account, or empty when there is none (any more). */
    Optional<User> find(UserId id);

    /** The account with its hash, or empty when there is none (any more). */
    Optional<Credentials> credentials(UserId id);

    /**
     * The account with this e-mail address in any spelling, or empty. Of two that share a {@link EmailAddress#key()},
     * since they are older than it, each is found as it was registered.
     */
    Optional<Credentials> findByEmail(EmailAddress email);

    /** Changes the account; as it is then, or empty when there is none (any more). */
    Optional<User> edit(UserId id, AccountEdit edit);

    /**
     * Replaces the hash of a password by another of the same password; the account's sessions live on.
     *
     * @return false, and nothing is changed, when {@code known} is not the account's hash (any more)
     */
    boolean rehash(UserId id, PasswordHash known, PasswordHash fresh);
}
