package bot.conversational.domain.session.login;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.session.admission.SessionAdmission;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.shared.Text;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.PasswordHasher;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Opens a session for an e-mail address and a password. */
public final class LogIn {

    private static final int MAX_USER_AGENT = 400;
    private static final int MAX_TRIES = 3;

    private final UserStore users;
    private final PasswordHasher hasher;
    private final SessionStore sessions;
    private final SessionAdmission admission;
    private final LoginThrottle attempts;
    private final SessionLife life;
    private final IdSource ids;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** @param random fit for secrets */
    public LogIn(
            UserStore users,
            PasswordHasher hasher,
            SessionStore sessions,
            SessionAdmission admission,
            LoginThrottle attempts,
            SessionLife life,
            IdSource ids,
            RandomGenerator random,
            InstantSource clock) {
        this.users = users;
        this.hasher = hasher;
        this.sessions = sessions;
        this.admission = admission;
        this.attempts = attempts;
        this.life = life;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
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
        return attempts.limited(email, address, () -> tried(email, password, userAgent))
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
            Opened opened = fresh(known.user(), userAgent);
            if (sessions.open(opened.session(), known.passwordHash())) {
                upgrade(known, password);
                admission.remember(opened.session());
                return Optional.of(opened);
            }
            // Its hash is another than a moment ago: upgraded by a log-in beside this one, or the password was changed.
        }
        throw new DomainException.Conflict("The account's password is being changed.");
    }

    private Opened fresh(User user, Optional<String> userAgent) {
        SessionToken token = SessionToken.issue(user.id(), random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Session session = new Session(
                new SessionId(ids.next()),
                user.id(),
                user.role(),
                token.digest(),
                now,
                now,
                now.plus(life.max()),
                userAgent.map(text -> Text.cut(text, MAX_USER_AGENT)));
        return new Opened(token, session, session.expiresAt(life), user);
    }

    /** The only moment at which the password is known, so that its hash can be made anew. */
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
