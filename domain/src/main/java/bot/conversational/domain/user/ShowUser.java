package bot.conversational.domain.user;

import bot.conversational.domain.shared.DomainException;

/** The caller's own account. */
public final class ShowUser {

    private final UserStore users;

    public ShowUser(UserStore users) {
        this.users = users;
    }

    public User show(UserId id) {
        return users.find(id).orElseThrow(() -> new DomainException.NotFound("user"));
    }
}
