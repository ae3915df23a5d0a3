package bot.conversational.domain.session.login;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.PasswordHasher;
import bot.conversational.domain.user.UserId;
import bot.conversational.domain.user.UserStore;
import java.util.Optional;

/**
 * Asks callers for their password again, before actions that the thief of a session must not be able to do. It is
 * counted like a log-in: a session is no way around the limits.
 */
public final class ConfirmPassword {

    private final UserStore users;
    private final PasswordHasher hasher;
    private final LoginThrottle attempts;

    public ConfirmPassword(UserStore users, PasswordHasher hasher, LoginThrottle attempts) {
        this.users = users;
        this.hasher = hasher;
        this.attempts = attempts;
    }

    /**
     * The account with the hash that the password was checked against.
     *
     * @param field what the caller calls the password
     * @throws DomainException.Invalid when it is wrong
     * @throws DomainException.LimitExceeded when too many were wrong
     */
    public Credentials confirm(UserId user, String field, Password password, ClientAddress address) {
        Credentials known = users.credentials(user).orElseThrow(() -> new DomainException.NotFound("user"));
        return attempts.limited(
                        known.user().email(),
                        address,
                        () -> Optional.of(known).filter(it -> hasher.verify(password, it.passwordHash())))
                .orElseThrow(() -> new DomainException.Invalid(field, "is wrong"));
    }
}
