package bot.conversational.application.http.users;

import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account on the wire.
 *
 * @param retentionDays of conversations that nobody writes in; null: as everybody's are
 */
public record UserJson(
        UUID id,
        String email,
        @Nullable String displayName,
        Role role,
        @Nullable Integer retentionDays,
        Instant createdAt) {

    public static UserJson of(User user) {
        return new UserJson(
                user.id().value(),
                user.email().value(),
                user.displayName().orElse(null),
                user.role(),
                user.retentionDays().orElse(null),
                user.createdAt());
    }
}
