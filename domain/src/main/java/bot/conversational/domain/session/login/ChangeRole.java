package bot.conversational.domain.session.login;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserStore;

/**
 * Gives an account another role, for operators. A session carries the role of its log-in, also in Redis: so all of the
 * account's end, and whoever logs in again has the new role.
 */
public final class ChangeRole {

    private final UserStore users;
    private final SessionStore sessions;
    private final LogOut logOut;
    private final AuditTrail trail;

    public ChangeRole(UserStore users, SessionStore sessions, LogOut logOut, AuditTrail trail) {
        this.users = users;
        this.sessions = sessions;
        this.logOut = logOut;
        this.trail = trail;
    }

    /**
     * Changes the role and ends the sessions: at once on all nodes, or as soon as Redis is available.
     *
     * @throws DomainException.NotFound when no account has this e-mail address
     */
    public void change(EmailAddress email, Role role) {
        User user = users.findByEmail(email)
                .orElseThrow(() -> new DomainException.NotFound("account"))
                .user();
        logOut.tell(
                user.id(),
                sessions.changeRole(user.id(), role, trail.entry(AuditAction.ROLE_CHANGE, user.id(), Origin.COMMAND))
                        .orElseThrow(() -> new DomainException.NotFound("account")));
    }
}
