package bot.conversational.domain.session.login;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.PasswordHasher;
import bot.conversational.domain.user.PasswordRules;

/** Gives the caller's account another password and ends all of its sessions but the caller's. */
public final class ChangePassword {

    private final ConfirmPassword confirm;
    private final PasswordRules rules;
    private final PasswordHasher hasher;
    private final SessionStore sessions;
    private final LogOut logOut;
    private final AuditTrail trail;

    public ChangePassword(
            ConfirmPassword confirm,
            PasswordRules rules,
            PasswordHasher hasher,
            SessionStore sessions,
            LogOut logOut,
            AuditTrail trail) {
        this.confirm = confirm;
        this.rules = rules;
        this.hasher = hasher;
        this.sessions = sessions;
        this.logOut = logOut;
        this.trail = trail;
    }

    /**
     * Changes the password.
     *
     * @throws DomainException.Invalid when the current one is wrong, or the new one too easy to guess
     * @throws DomainException.Conflict when it was changed elsewhere at the same time
     */
    public void change(Caller caller, Password current, Password fresh, Origin origin) {
        Credentials known = confirm.confirm(caller, "currentPassword", current);
        rules.check("newPassword", fresh, known.user().email());
        logOut.tell(
                caller.user(),
                sessions.changePassword(
                                caller,
                                known.passwordHash(),
                                hasher.hash(fresh),
                                trail.entry(caller.actor(), AuditAction.PASSWORD_CHANGE, caller.user(), origin))
                        .orElseThrow(() -> new DomainException.Conflict("The password was changed concurrently.")));
    }
}
