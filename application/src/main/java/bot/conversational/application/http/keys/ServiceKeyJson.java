package bot.conversational.application.http.keys;

import bot.conversational.domain.apikey.ServiceKey;
import bot.conversational.domain.session.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service's key on the wire, without its secret.
 *
 * @param service whose users it acts for; a key that is made with the same one shares them
 * @param prefix the secret's first characters
 * @param expiresAt null: never
 * @param lastUsedAt exact to a minute; null before its first call
 */
public record ServiceKeyJson(
        UUID id,
        UUID service,
        String name,
        String prefix,
        List<String> scopes,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        Instant createdAt) {

    static ServiceKeyJson of(ServiceKey key) {
        return new ServiceKeyJson(
                key.id().value(),
                key.service().value(),
                key.details().name(),
                key.details().prefix(),
                Scope.words(key.scopes()),
                key.details().expiresAt().orElse(null),
                key.details().lastUsedAt().orElse(null),
                key.details().createdAt());
    }
}
