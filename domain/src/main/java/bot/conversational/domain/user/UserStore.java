package bot.conversational.domain.user;

import java.util.Optional;

/**
 * The accounts. Every method is one transaction and throws
 * {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is away; nothing is then changed.
 */
public interface UserStore {

    /**
     * Adds an account.
     *
     * @return false when the e-mail address (in any case) belongs to an account already; of two at once one wins
     */
    boolean add(Credentials credentials);

    /** The account, or empty when there is none (any more). */
    Optional<User> find(UserId id);

    /** The account with this e-mail address, compared without case, or empty. */
    Optional<Credentials> findByEmail(EmailAddress email);
}
