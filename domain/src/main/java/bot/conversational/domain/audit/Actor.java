package bot.conversational.domain.audit;

import bot.conversational.domain.user.UserId;
import java.util.Optional;
import java.util.UUID;

/**
 * Who did something.
 *
 * @param key the API key that it was done by; empty for a session
 */
public record Actor(UserId user, Optional<UUID> key) {

    public static Actor of(UserId user) {
        return new Actor(user, Optional.empty());
    }
}
