package bot.conversational.domain.user;

import bot.conversational.domain.shared.Text;
import java.time.Instant;
import java.util.Optional;

/** An account, without its credentials. */
public record User(UserId id, EmailAddress email, Optional<String> displayName, Role role, Instant createdAt) {

    public static final int MAX_DISPLAY_NAME = 200;

    public User {
        displayName.ifPresent(User::checkedName);
    }

    /** The name itself when it may be shown. */
    public static String checkedName(String name) {
        return Text.checked("displayName", name, 1, MAX_DISPLAY_NAME);
    }
}
