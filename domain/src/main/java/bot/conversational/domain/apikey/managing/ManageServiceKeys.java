package bot.conversational.domain.apikey.managing;

import bot.conversational.domain.apikey.ServiceId;
import bot.conversational.domain.apikey.ServiceKey;
import bot.conversational.domain.apikey.ServiceKeyStore;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.session.admission.KnownKeys;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Makes, lists and revokes keys of services, which belong to the installation: any administrator revokes them, and they
 * outlive whoever made them. Only sessions of administrators do this.
 */
public final class ManageServiceKeys {

    private final ServiceKeyStore keys;
    private final KnownKeys known;
    private final AuditTrail trail;
    private final IdSource ids;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** @param random fit for secrets */
    public ManageServiceKeys(
            ServiceKeyStore keys,
            KnownKeys known,
            AuditTrail trail,
            IdSource ids,
            RandomGenerator random,
            InstantSource clock) {
        this.keys = keys;
        this.known = known;
        this.trail = trail;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** A key, and the only time that its secret is shown. */
    public record Created(ServiceKey key, ApiKeyToken secret) {}

    /**
     * Makes a key, of a service that is new unless one is named: a key that takes the place of another one goes on with
     * its users.
     *
     * @throws DomainException.Forbidden when the caller is no administrator, or calls by a key
     * @throws DomainException.Invalid when it would have expired already, or there is no such service
     * @throws DomainException.Conflict when there are too many
     */
    public Created create(Caller caller, NewKey wanted, Optional<ServiceId> service, Origin origin) {
        requireAdministrator(caller);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        wanted.requireLife(now);
        ApiKeyId id = new ApiKeyId(ids.next());
        ApiKeyToken secret = ApiKeyToken.issue(random);
        Set<Scope> scopes = EnumSet.copyOf(wanted.scopes());
        scopes.add(Scope.ON_BEHALF_OF);
        ServiceKey key = new ServiceKey(
                id,
                service.orElse(new ServiceId(id.value())),
                wanted.details(secret.prefix(), now),
                Set.copyOf(scopes));
        return switch (keys.add(
                key,
                secret,
                service.isPresent(),
                trail.ofKey(caller.actor(), AuditAction.KEY_CREATE, id.value(), origin))) {
            case ADDED -> new Created(key, secret);
            case TOO_MANY ->
                throw new DomainException.Conflict(
                        "There are " + ServiceKeyStore.MOST + " service keys, the most there may be.");
            case NO_SERVICE -> throw new DomainException.Invalid("service", "is none that had a key or a user");
        };
    }

    /**
     * All of them, newest first.
     *
     * @throws DomainException.Forbidden when the caller is no administrator, or calls by a key
     */
    public List<ServiceKey> list(Caller caller) {
        requireAdministrator(caller);
        return keys.list();
    }

    /**
     * Ends a key: other nodes believe it for {@link KnownKeys#SERVICE_BELIEVED} at most. Its users stay.
     *
     * @throws DomainException.Forbidden when the caller is no administrator, or calls by a key
     * @throws DomainException.NotFound when there is no such key
     */
    public void revoke(Caller caller, ApiKeyId key, Origin origin) {
        requireAdministrator(caller);
        String digest = keys.delete(key, trail.ofKey(caller.actor(), AuditAction.KEY_REVOKE, key.value(), origin))
                .orElseThrow(() -> new DomainException.NotFound("key"));
        known.forget(digest);
    }

    private static void requireAdministrator(Caller caller) {
        caller.session();
        caller.requireAdministrator();
    }
}
