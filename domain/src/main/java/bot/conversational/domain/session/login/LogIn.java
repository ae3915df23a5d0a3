package bot.conversational.domain.session.login;

import bot.conversational.domain.audit.Actor;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.session.admission.SessionAdmission;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.PasswordHasher;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
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
    private final AuditTrail trail;

    public LogIn(
            UserStore users,
            PasswordHasher hasher,
            SessionStore sessions,
            SessionAdmission admission,
            LoginThrottle throttle,
            SessionFactory factory,
            AuditTrail trail) {
        this.users = users;
        this.hasher = hasher;
        this.sessions = sessions;
        this.admission = admission;
        this.throttle = throttle;
        this.factory = factory;
        this.trail = trail;
    }

    /** A session just opened, and the only time that its token is shown. */
    public record Opened(SessionToken token, Session session, Instant expiresAt, User user) {}

    /**
     * Checks the password and opens a session.
     *
     * @param origin what is audited of the call
     * @throws DomainException.Unauthenticated when the address is unknown, the password wrong, or the account suspended:
     *     in the same time and words
     * @throws DomainException.LimitExceeded when too many log-ins failed, or too many are under way
     */
    public Opened logIn(
            EmailAddress email, Password password, ClientAddress address, Optional<String> userAgent, Origin origin) {
        Attempt attempt = new Attempt(email, password, userAgent, origin);
        Optional<Opened> opened = throttle.limited(email, address, attempt::tried);
        if (opened.isEmpty()) {
            // Not in the attempt, which would count as neither failed nor successful while this cannot be stored.
            trail.failed(AuditAction.LOG_IN, attempt.account, origin);
            throw new DomainException.Unauthenticated("The e-mail address or the password is wrong.");
        }
        return opened.get();
    }

    private final class Attempt {

        private final EmailAddress email;
        private final Password password;
        private final Optional<String> userAgent;
        private final Origin origin;

        /** Whose the address is. */
        private Optional<UserId> account = Optional.empty();

        Attempt(EmailAddress email, Password password, Optional<String> userAgent, Origin origin) {
            this.email = email;
            this.password = password;
            this.userAgent = userAgent;
            this.origin = origin;
        }

        Optional<Opened> tried() {
            for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
                @Nullable Credentials known = users.findByEmail(email).orElse(null);
                if (known == null) {
                    hasher.verifyNothing(password);
                    return Optional.empty();
                }
                UserId id = known.user().id();
                account = Optional.of(id);
                if (!hasher.verify(password, known.passwordHash())
                        || known.user().state() != AccountState.ACTIVE) {
                    return Optional.empty();
                }
                Opened opened = factory.issue(known.user(), userAgent);
                if (sessions.open(
                        opened.session(),
                        known.passwordHash(),
                        trail.entry(Actor.of(id), AuditAction.LOG_IN, id, origin))) {
                    upgrade(known, password);
                    admission.remember(opened.session());
                    return Optional.of(opened);
                }
                // The account has just changed: its hash was upgraded by a concurrent log-in, or somebody changed it.
            }
            throw new DomainException.Conflict("The account's password is being changed.");
        }
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
