package bot.conversational.domain.user;

import bot.conversational.domain.shared.DomainException;
import java.util.Optional;

/** Gives the caller's account another display name, or none. */
public final class RenameUser {

    private final UserStore users;

    public RenameUser(UserStore users) {
        this.users = users;
    }

    public User rename(UserId id, Optional<String> displayName) {
        displayName.ifPresent(User::checkedName);
        return users.rename(id, displayName).orElseThrow(() -> new DomainException.NotFound("user"));
    }
}
