package bot.conversational.domain.apikey.managing;

import bot.conversational.domain.apikey.ApiKey;
import bot.conversational.domain.apikey.ApiKeyStore;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes API keys of the caller's. */
public final class CreateApiKey {

    /** What a user's key may have. */
    public static final Set<Scope> ALLOWED = Set.copyOf(EnumSet.complementOf(EnumSet.of(Scope.ON_BEHALF_OF)));

    private final ApiKeyStore keys;
    private final AuditTrail trail;
    private final IdSource ids;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** @param random fit for secrets */
    public CreateApiKey(ApiKeyStore keys, AuditTrail trail, IdSource ids, RandomGenerator random, InstantSource clock) {
        this.keys = keys;
        this.trail = trail;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** A key, and the only time that its secret is shown. */
    public record Created(ApiKey key, ApiKeyToken secret) {}

    /**
     * Makes a key.
     *
     * @throws DomainException.Forbidden when the call is made by a key, or nobody but an administrator may have a scope
     * @throws DomainException.Invalid when it would have expired already
     * @throws DomainException.Conflict when the caller has too many
     */
    public Created create(Caller caller, NewKey wanted, UserLimits limits, Origin origin) {
        caller.session();
        if (wanted.scopes().contains(Scope.ADMIN)) {
            caller.requireAdministrator();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        wanted.requireLife(now);
        ApiKeyToken secret = ApiKeyToken.issue(random);
        ApiKey key = new ApiKey(
                new ApiKeyId(ids.next()), caller.user(), wanted.details(secret.prefix(), now), wanted.scopes(), limits);
        return switch (keys.add(
                key,
                secret,
                trail.ofKey(caller.actor(), AuditAction.KEY_CREATE, key.id().value(), origin))) {
            case ADDED -> new Created(key, secret);
            case TOO_MANY ->
                throw new DomainException.Conflict(
                        "There are " + ApiKeyStore.MOST_OF_A_USER + " keys, the most there may be.");
            case NO_ACCOUNT -> throw new DomainException.NotFound("user");
        };
    }
}
