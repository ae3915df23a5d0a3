package bot.conversational.domain.session.login;

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

    public ChangePassword(
            ConfirmPassword confirm, PasswordRules rules, PasswordHasher hasher, SessionStore sessions, LogOut logOut) {
        this.confirm = confirm;
        this.rules = rules;
        this.hasher = hasher;
        this.sessions = sessions;
        this.logOut = logOut;
    }

    /**
     * Changes the password.
     *
     * @throws DomainException.Invalid when the current one is wrong, or the new one too easy to guess
     * @throws DomainException.Conflict when it was changed elsewhere at the same time
     */
    public void change(Caller caller, Password current, Password fresh) {
        Credentials known = confirm.confirm(caller, "currentPassword", current);
        rules.check("newPassword", fresh, known.user().email());
        logOut.tell(
                caller.user(),
                sessions.changePassword(caller, known.passwordHash(), hasher.hash(fresh))
                        .orElseThrow(() -> new DomainException.Conflict("The password was changed concurrently.")));
    }
}
