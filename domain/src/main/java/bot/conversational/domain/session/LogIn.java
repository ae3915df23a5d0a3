package bot.conversational.domain.session;

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

/** Opens a session for an e-mail address and a password. */
public final class LogIn {

    private static final int MAX_USER_AGENT = 400;

    private final UserStore users;
    private final PasswordHasher hasher;
    private final SessionStore sessions;
    private final SessionAdmission admission;
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
            SessionLife life,
            IdSource ids,
            RandomGenerator random,
            InstantSource clock) {
        this.users = users;
        this.hasher = hasher;
        this.sessions = sessions;
        this.admission = admission;
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
     */
    public Opened logIn(EmailAddress email, Password password, Optional<String> userAgent) {
        Optional<Credentials> known = users.findByEmail(email);
        boolean right =
                known.isPresent() ? hasher.verify(password, known.get().passwordHash()) : refuseAsSlowly(password);
        if (!right) {
            throw new DomainException.Unauthenticated("The e-mail address or the password is wrong.");
        }
        User user = known.orElseThrow().user();
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
        sessions.open(session);
        admission.remember(session);
        return new Opened(token, session, session.expiresAt(life), user);
    }

    private boolean refuseAsSlowly(Password password) {
        hasher.verifyNothing(password);
        return false;
    }
}
