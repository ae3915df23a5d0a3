package bot.conversational.domain.session.login;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.PasswordHasher;
import bot.conversational.domain.user.PasswordRules;
import bot.conversational.domain.user.UserId;
import bot.conversational.domain.user.UserStore;

/** Gives an account another password without asking for the current one, for operators, and ends all its sessions. */
public final class ResetPassword {

    private final UserStore users;
    private final PasswordRules rules;
    private final PasswordHasher hasher;
    private final SessionStore sessions;
    private final LogOut logOut;
    private final AuditTrail trail;

    public ResetPassword(
            UserStore users,
            PasswordRules rules,
            PasswordHasher hasher,
            SessionStore sessions,
            LogOut logOut,
            AuditTrail trail) {
        this.users = users;
        this.rules = rules;
        this.hasher = hasher;
        this.sessions = sessions;
        this.logOut = logOut;
        this.trail = trail;
    }

    /**
     * Changes the password.
     *
     * @throws DomainException.NotFound when no account has this e-mail address
     * @throws DomainException.Invalid when the password is too easy to guess
     * @throws DomainException.Conflict when it was changed elsewhere at the same time
     */
    public void reset(EmailAddress email, Password fresh) {
        Credentials known = users.findByEmail(email).orElseThrow(() -> new DomainException.NotFound("account"));
        rules.check("password", fresh, email);
        UserId user = known.user().id();
        logOut.tell(
                user,
                sessions.changePassword(
                                user,
                                known.passwordHash(),
                                hasher.hash(fresh),
                                trail.entry(AuditAction.PASSWORD_RESET, user, Origin.COMMAND))
                        .orElseThrow(() -> new DomainException.Conflict("The password was changed concurrently.")));
    }
}
