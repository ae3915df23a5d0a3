package bot.conversational.application.http.keys;

import bot.conversational.application.http.administration.UserLimitsJson;
import bot.conversational.domain.apikey.ApiKey;
import bot.conversational.domain.session.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key on the wire, without its secret.
 *
 * @param prefix the secret's first characters
 * @param expiresAt null: never
 * @param lastUsedAt exact to a minute; null before its first call
 * @param limits of its own beside the user's; null for none
 */
public record ApiKeyJson(
        UUID id,
        String name,
        String prefix,
        List<String> scopes,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        Instant createdAt,
        @Nullable UserLimitsJson limits) {

    static ApiKeyJson of(ApiKey key) {
        return new ApiKeyJson(
                key.id().value(),
                key.details().name(),
                key.details().prefix(),
                Scope.words(key.scopes()),
                key.details().expiresAt().orElse(null),
                key.details().lastUsedAt().orElse(null),
                key.details().createdAt(),
                UserLimitsJson.of(key.limits()));
    }
}
