package bot.conversational.domain.session.login;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.PasswordHasher;
import bot.conversational.domain.user.UserStore;
import java.util.Optional;

/**
 * Asks callers for their password again, before actions that the thief of a session must not be able to do. Each
 * session has a count of its own: it is no way around the limits of log-ins, and strangers cannot use it up.
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
    public Credentials confirm(Caller caller, String field, Password password) {
        Credentials known = users.credentials(caller.user()).orElseThrow(() -> new DomainException.NotFound("user"));
        return attempts.limited(
                        caller.session(),
                        () -> Optional.of(known).filter(it -> hasher.verify(password, it.passwordHash())))
                .orElseThrow(() -> new DomainException.Invalid(field, "is wrong"));
    }
}
