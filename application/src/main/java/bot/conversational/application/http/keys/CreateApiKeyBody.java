package bot.conversational.application.http.keys;

import bot.conversational.application.http.administration.UserLimitsJson;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body by which a key is made.
 *
 * @param scopes all but {@code admin} when left out
 * @param expiresAt never when left out
 */
public record CreateApiKeyBody(
        @NotNull String name,
        @Nullable List<@NotNull String> scopes,
        @Nullable Instant expiresAt,
        @Nullable UserLimitsJson limits) {}
