package bot.conversational.domain.erasure;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.login.ConfirmPassword;
import bot.conversational.domain.session.login.LogOut;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.UserId;
import bot.conversational.domain.user.UserStore;
import java.util.List;

/** Erases an account: the caller's, or another one by an administrator. It is gone when this returns; {@link FinishErasures} removes its data. */
public final class EraseUser {

    private final ConfirmPassword confirm;
    private final UserStore users;
    private final ErasureStore erasures;
    private final LogOut logOut;
    private final AuditTrail trail;

    public EraseUser(ConfirmPassword confirm, UserStore users, ErasureStore erasures, LogOut logOut, AuditTrail trail) {
        this.confirm = confirm;
        this.users = users;
        this.erasures = erasures;
        this.logOut = logOut;
        this.trail = trail;
    }

    /**
     * Begins the erasure of the caller's own account.
     *
     * @throws DomainException.Invalid when the password is wrong
     * @throws DomainException.Conflict when it was changed elsewhere at the same time, or the caller is the last
     *     administrator
     */
    public void erase(Caller caller, Password password, Origin origin) {
        begin(caller, confirm.confirm(caller, "password", password), origin);
    }

    /**
     * Begins the erasure of any account, as its owner would.
     *
     * @throws DomainException.Forbidden when the caller is no administrator
     * @throws DomainException.NotFound when there is no such account
     * @throws DomainException.Conflict when its password was changed at the same time, or it is the last administrator
     */
    public void eraseAny(Caller caller, UserId user, Origin origin) {
        caller.requireAdministrator();
        begin(caller, users.credentials(user).orElseThrow(() -> new DomainException.NotFound("user")), origin);
    }

    private void begin(Caller caller, Credentials known, Origin origin) {
        UserId user = known.user().id();
        List<String> ended = erasures.begin(
                        user, known.passwordHash(), trail.entry(caller.actor(), AuditAction.USER_ERASE, user, origin))
                .orElseThrow(() -> new DomainException.Conflict("The password was changed concurrently."));
        logOut.tell(user, ended);
    }
}
