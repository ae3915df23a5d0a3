package bot.conversational.domain.administration;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.login.LogOut;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;

/** Changes the role, the state and the limits of accounts, and ends their sessions. */
public final class EditUser {

    private final ManagedUserStore users;
    private final LogOut logOut;
    private final AuditTrail trail;

    public EditUser(ManagedUserStore users, LogOut logOut, AuditTrail trail) {
        this.users = users;
        this.logOut = logOut;
        this.trail = trail;
    }

    /**
     * Changes an account. Whoever is suspended or has another role is logged out: at once on all nodes, or as soon as
     * Redis is available.
     *
     * @throws DomainException.Forbidden when the caller is no administrator, or makes one by a key
     * @throws DomainException.NotFound when there is no such account
     * @throws DomainException.Conflict when it is the last administrator, who must stay one
     */
    public ManagedUser edit(Caller caller, UserId user, UserEdit edit, Origin origin) {
        caller.requireAdministrator();
        if (edit.role().filter(Role.ADMIN::equals).isPresent()) {
            caller.session(); // a key gives no rights
        }
        ManagedUserStore.Edited edited = users.edit(
                        user, edit, action -> trail.entry(caller.actor(), action, user, origin))
                .orElseThrow(() -> new DomainException.NotFound("user"));
        logOut.tell(user, edited.ended());
        return edited.user();
    }

    /**
     * Ends all sessions of an account.
     *
     * @throws DomainException.Forbidden when the caller is no administrator
     * @throws DomainException.NotFound when there is no such account
     */
    public void endSessions(Caller caller, UserId user, Origin origin) {
        caller.requireAdministrator();
        logOut.tell(
                user,
                users.endSessions(user, trail.entry(caller.actor(), AuditAction.SESSIONS_END, user, origin))
                        .orElseThrow(() -> new DomainException.NotFound("user")));
    }
}
