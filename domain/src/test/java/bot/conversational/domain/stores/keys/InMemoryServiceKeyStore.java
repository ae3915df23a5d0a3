package bot.conversational.domain.stores.keys;

import bot.conversational.domain.apikey.ExternalUser;
import bot.conversational.domain.apikey.ServiceId;
import bot.conversational.domain.apikey.ServiceKey;
import bot.conversational.domain.apikey.ServiceKeyStore;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.keys.InMemoryKeys.KeptServiceKey;
import bot.conversational.domain.stores.keys.InMemoryKeys.KeptUser;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keys of services in memory, and the users whom they act for. */
public final class InMemoryServiceKeyStore implements ServiceKeyStore {

    private final InMemoryDatabase database;

    public InMemoryServiceKeyStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Added add(ServiceKey key, ApiKeyToken secret, boolean known, AuditEntry entry) {
        return database.call(() -> {
            if (known && !isKnown(key.service())) {
                return Added.NO_SERVICE;
            }
            if (database.keys.services.size() >= MOST) {
                return Added.TOO_MANY;
            }
            database.keys.services.put(key.id(), new KeptServiceKey(key, secret.digest()));
            database.audited(entry);
            return Added.ADDED;
        });
    }

    private boolean isKnown(ServiceId service) {
        return database.keys.services.values().stream()
                        .anyMatch(kept -> kept.key().service().equals(service))
                || database.keys.externals.keySet().stream()
                        .anyMatch(external -> external.service().equals(service));
    }

    @Override
    public List<ServiceKey> list() {
        return database.call(() -> database.keys.services.values().stream()
                .map(KeptServiceKey::key)
                .sorted(Comparator.comparing((ServiceKey key) -> key.id().toString())
                        .reversed())
                .toList());
    }

    @Override
    public Optional<String> delete(ApiKeyId key, AuditEntry entry) {
        return database.call(
                () -> Optional.ofNullable(database.keys.services.remove(key)).map(kept -> {
                    database.audited(entry);
                    return kept.digest();
                }));
    }

    @Override
    public Optional<Pass.Name> userOf(ExternalUser external, UserId fresh, Instant now) {
        return database.call(() -> {
            KeptUser kept = database.keys.externals.computeIfAbsent(external, absent -> {
                EmailAddress email = new EmailAddress(fresh + "@external.invalid");
                User user = new User(fresh, email, Optional.of(external.externalId()), Role.USER, now);
                database.users.put(fresh, new Credentials(user, new PasswordHash("!")));
                return new KeptUser(fresh, InMemoryKeys.name());
            });
            return Optional.ofNullable(database.users.get(kept.user()))
                    .filter(known -> known.user().state() == AccountState.ACTIVE)
                    .map(known -> new Pass.Name(kept.user(), kept.pass()));
        });
    }
}
