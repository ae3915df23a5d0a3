package bot.conversational.application.exporting;

import bot.conversational.domain.apikey.ApiKey;
import bot.conversational.domain.session.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API key in an export, without its secret. */
record KeyLine(
        UUID id,
        String name,
        String prefix,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    static KeyLine of(ApiKey key) {
        return new KeyLine(
                key.id().value(),
                key.details().name(),
                key.details().prefix(),
                Scope.words(key.scopes()),
                key.details().createdAt(),
                key.details().expiresAt().orElse(null),
                key.details().lastUsedAt().orElse(null));
    }
}
