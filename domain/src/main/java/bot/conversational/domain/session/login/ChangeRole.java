package bot.conversational.domain.session.login;

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

    public ChangeRole(UserStore users, SessionStore sessions, LogOut logOut) {
        this.users = users;
        this.sessions = sessions;
        this.logOut = logOut;
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
                sessions.changeRole(user.id(), role).orElseThrow(() -> new DomainException.NotFound("account")));
    }
}
