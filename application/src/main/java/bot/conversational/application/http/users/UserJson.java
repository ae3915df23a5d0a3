package bot.conversational.application.http.users;

import bot.conversational.domain.user.User;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account on the wire. */
public record UserJson(UUID id, String email, @Nullable String displayName, String role, Instant createdAt) {

    public static UserJson of(User user) {
        return new UserJson(
                user.id().value(),
                user.email().value(),
                user.displayName().orElse(null),
                user.role().name().toLowerCase(Locale.ROOT),
                user.createdAt());
    }
}
