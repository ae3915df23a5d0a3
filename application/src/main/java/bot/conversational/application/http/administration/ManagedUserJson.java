package bot.conversational.application.http.administration;

import bot.conversational.domain.administration.ManagedUser;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account, as administrators see it. */
public record ManagedUserJson(
        UUID id,
        String email,
        @Nullable String displayName,
        Role role,
        AccountState state,
        @Nullable UserLimitsJson limits,
        Instant createdAt) {

    static ManagedUserJson of(ManagedUser managed) {
        User user = managed.user();
        return new ManagedUserJson(
                user.id().value(),
                user.email().value(),
                user.displayName().orElse(null),
                user.role(),
                user.state(),
                UserLimitsJson.of(managed.limits()),
                user.createdAt());
    }
}
