package bot.conversational.application.http.keys;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body by which a service's key is made.
 *
 * @param scopes all that it may have when left out
 * @param expiresAt never when left out
 * @param service of an earlier key, whose users this one shall act for; a new one when left out
 */
public record CreateServiceKeyBody(
        @NotNull String name,
        @Nullable List<@NotNull String> scopes,
        @Nullable Instant expiresAt,
        @Nullable UUID service) {}
