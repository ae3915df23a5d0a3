package bot.conversational.domain.administration;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.PasswordHasher;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Opens accounts for others, who choose the password by a one-time token. The administrator passes it on. */
public final class InviteUser {

    private final ManagedUserStore users;
    private final PasswordTokenStore tokens;
    private final PasswordHasher hasher;
    private final AuditTrail trail;
    private final IdSource ids;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** @param random fit for secrets */
    public InviteUser(
            ManagedUserStore users,
            PasswordTokenStore tokens,
            PasswordHasher hasher,
            AuditTrail trail,
            IdSource ids,
            RandomGenerator random,
            InstantSource clock) {
        this.users = users;
        this.tokens = tokens;
        this.hasher = hasher;
        this.trail = trail;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** Who was invited, and the only time that the token is shown. */
    public record Invited(ManagedUser user, PasswordToken token) {}

    /**
     * Opens an account with a password that nobody knows.
     *
     * @throws DomainException.Forbidden when the caller is no administrator, or makes one by a key
     * @throws DomainException.Conflict when the e-mail address is taken
     */
    public Invited invite(Caller caller, EmailAddress email, Optional<String> displayName, Role role, Origin origin) {
        caller.requireAdministrator();
        if (role == Role.ADMIN) {
            caller.session(); // a key gives no rights
        }
        Instant now = clock.instant();
        UserId id = new UserId(ids.next());
        User user = new User(id, email, displayName, role, now.truncatedTo(ChronoUnit.MILLIS));
        PasswordToken token = PasswordToken.issue(id, random, now);
        Password unknown = new Password(SessionToken.issue(id, random).value());
        if (!users.invite(
                new Credentials(user, hasher.hash(unknown)),
                token,
                trail.entry(caller.actor(), AuditAction.USER_INVITE, id, origin))) {
            throw new DomainException.Conflict("The e-mail address belongs to an account already.");
        }
        return new Invited(new ManagedUser(user, UserLimits.NONE), token);
    }

    /**
     * Makes another token for an account; its last one is void. Password and sessions stay until it is used.
     *
     * @throws DomainException.Forbidden when the caller is no administrator
     * @throws DomainException.NotFound when there is no such account
     */
    public PasswordToken resetPassword(Caller caller, UserId user, Origin origin) {
        caller.requireAdministrator();
        PasswordToken token = PasswordToken.issue(user, random, clock.instant());
        if (!tokens.issue(token, trail.entry(caller.actor(), AuditAction.PASSWORD_TOKEN, user, origin))) {
            throw new DomainException.NotFound("user");
        }
        return token;
    }
}
