package bot.conversational.domain.apikey;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keys that nobody else has. */
public final class KeySamples {

    public static final UserLimits LIMITS = new UserLimits(Optional.of(3), Optional.of(1_000L));

    private KeySamples() {}

    public static ApiKeyToken secret() {
        return ApiKeyToken.issue(new SecureRandom());
    }

    public static ApiKey key(UserId user, ApiKeyToken secret, Optional<Instant> expiresAt) {
        return key(user, secret, UserLimits.NONE, expiresAt);
    }

    public static ApiKey key(UserId user, ApiKeyToken secret, UserLimits limits, Optional<Instant> expiresAt) {
        return new ApiKey(
                new ApiKeyId(UUID.randomUUID()),
                user,
                new KeyDetails("A key 😀", secret.prefix(), expiresAt, Optional.empty(), StoreSamples.NOON),
                Set.of(Scope.CHAT, Scope.SEARCH),
                limits);
    }

    public static ServiceKey service(ApiKeyToken secret, ServiceId service, Optional<Instant> expiresAt) {
        return new ServiceKey(
                new ApiKeyId(UUID.randomUUID()),
                service,
                new KeyDetails("A front end", secret.prefix(), expiresAt, Optional.empty(), StoreSamples.NOON),
                Set.of(Scope.CHAT, Scope.ON_BEHALF_OF));
    }

    public static AuditEntry entry(AuditAction action) {
        return StoreSamples.entry(action, new UserId(UUID.randomUUID()));
    }
}
