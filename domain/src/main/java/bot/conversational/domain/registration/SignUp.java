package bot.conversational.domain.registration;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.RegisterUser;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import java.time.Duration;
import java.util.Optional;

/**
 * Opens an account for a stranger. Attempts are counted before any work is done for them, and whatever comes of it: each
 * may cost a password's hash, and each account has limits of its own.
 */
public final class SignUp {

    private final RegistrationAttempts.Shared shared;
    private final RegistrationAttempts.Own own;
    private final RegisterUser register;

    public SignUp(RegistrationAttempts.Shared shared, RegistrationAttempts.Own own, RegisterUser register) {
        this.shared = shared;
        this.own = own;
        this.register = register;
    }

    /**
     * Opens an account of an ordinary user.
     *
     * @throws DomainException.Invalid when the password is too easy to guess
     * @throws DomainException.Conflict when the e-mail address is taken
     * @throws DomainException.LimitExceeded when the client's address registers too often, unless it is a proxy of ours
     */
    public User signUp(EmailAddress email, Password password, Optional<String> displayName, ClientAddress address) {
        if (!address.isProxy()) {
            Optional<Duration> wait = count(address);
            if (wait.isPresent()) {
                throw new DomainException.LimitExceeded("Too many accounts are opened from this address.", wait.get());
            }
        }
        return register.register(email, password, displayName, Role.USER);
    }

    /** See {@link bot.conversational.domain.ratelimit.LimitPolicy#REGISTER}. */
    private Optional<Duration> count(ClientAddress address) {
        try {
            return shared.count(address);
        } catch (DomainException.Unavailable away) {
            return own.count(address);
        }
    }
}
