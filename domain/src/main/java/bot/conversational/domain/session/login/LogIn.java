package bot.conversational.domain.session.login;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.session.admission.SessionAdmission;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.PasswordHasher;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserStore;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens a session for an e-mail address and a password. */
public final class LogIn {

    private static final int MAX_TRIES = 3;

    private final UserStore users;
    private final PasswordHasher hasher;
    private final SessionStore sessions;
    private final SessionAdmission admission;
    private final LoginThrottle throttle;
    private final SessionFactory factory;

    public LogIn(
            UserStore users,
            PasswordHasher hasher,
            SessionStore sessions,
            SessionAdmission admission,
            LoginThrottle throttle,
            SessionFactory factory) {
        this.users = users;
        this.hasher = hasher;
        this.sessions = sessions;
        this.admission = admission;
        this.throttle = throttle;
        this.factory = factory;
    }

    /** A session just opened, and the only time that its token is shown. */
    public record Opened(SessionToken token, Session session, Instant expiresAt, User user) {}

    /**
     * Checks the password and opens a session.
     *
     * @throws DomainException.Unauthenticated when the address is unknown or the password wrong: in the same time
     * @throws DomainException.LimitExceeded when too many log-ins failed, or too many are under way
     */
    public Opened logIn(EmailAddress email, Password password, ClientAddress address, Optional<String> userAgent) {
        return throttle.limited(email, address, () -> tried(email, password, userAgent))
                .orElseThrow(() -> new DomainException.Unauthenticated("The e-mail address or the password is wrong."));
    }

    private Optional<Opened> tried(EmailAddress email, Password password, Optional<String> userAgent) {
        for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
            @Nullable Credentials known = users.findByEmail(email).orElse(null);
            if (known == null) {
                hasher.verifyNothing(password);
                return Optional.empty();
            }
            if (!hasher.verify(password, known.passwordHash())) {
                return Optional.empty();
            }
            Opened opened = factory.issue(known.user(), userAgent);
            if (sessions.open(opened.session(), known.passwordHash())) {
                upgrade(known, password);
                admission.remember(opened.session());
                return Optional.of(opened);
            }
            // The hash has just changed: upgraded by a concurrent log-in, or the password was changed.
        }
        throw new DomainException.Conflict("The account's password is being changed.");
    }

    /** Only here the password is known, so that it can be hashed again. */
    private void upgrade(Credentials known, Password password) {
        if (!hasher.outdated(known.passwordHash())) {
            return;
        }
        try {
            users.rehash(known.user().id(), known.passwordHash(), hasher.hash(password));
        } catch (DomainException.LimitExceeded | DomainException.Unavailable notNow) {
            // The next log-in does it.
            return;
        }
    }
}
