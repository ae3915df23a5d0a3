package bot.conversational.domain.user;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Opens an account. */
public final class RegisterUser {

    private final UserStore users;
    private final PasswordHasher hasher;
    private final PasswordRules rules;
    private final IdSource ids;
    private final InstantSource clock;

    public RegisterUser(
            UserStore users, PasswordHasher hasher, PasswordRules rules, IdSource ids, InstantSource clock) {
        this.users = users;
        this.hasher = hasher;
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Opens an account.
     *
     * @param role administrator only for the operator of the service
     * @throws DomainException.Invalid when the password is too easy to guess
     * @throws DomainException.Conflict when the e-mail address is taken
     */
    public User register(EmailAddress email, Password password, Optional<String> displayName, Role role) {
        rules.check("password", password, email);
        User user = new User(
                new UserId(ids.next()),
                email,
                displayName,
                role,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (!users.add(new Credentials(user, hasher.hashForStranger(password)))) {
            throw new DomainException.Conflict("The e-mail address belongs to an account already.");
        }
        return user;
    }
}
