package bot.conversational.domain.stores.keys;

import bot.conversational.domain.apikey.ApiKey;
import bot.conversational.domain.apikey.ApiKeyEdit;
import bot.conversational.domain.apikey.ApiKeyStore;
import bot.conversational.domain.apikey.FoundKey;
import bot.conversational.domain.apikey.KeyUsed;
import bot.conversational.domain.apikey.ServiceKey;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.keys.InMemoryKeys.KeptKey;
import bot.conversational.domain.stores.keys.InMemoryKeys.KeptServiceKey;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keys of users in memory. */
public final class InMemoryApiKeyStore implements ApiKeyStore {

    private final InMemoryDatabase database;

    public InMemoryApiKeyStore(InMemoryDatabase database) {
        this.database = database;
    }

    private Optional<User> active(UserId user) {
        return Optional.ofNullable(database.users.get(user))
                .filter(known -> !known.passwordHash().value().isEmpty())
                .map(Credentials::user)
                .filter(known -> known.state() == AccountState.ACTIVE);
    }

    private Optional<KeptKey> kept(UserId user, ApiKeyId key) {
        return Optional.ofNullable(database.keys.users.get(key))
                .filter(kept -> kept.key().user().equals(user));
    }

    @Override
    public Added add(ApiKey key, ApiKeyToken secret, AuditEntry entry) {
        return database.call(() -> {
            if (active(key.user()).isEmpty()) {
                return Added.NO_ACCOUNT;
            }
            if (keys(key.user()).size() >= MOST_OF_A_USER) {
                return Added.TOO_MANY;
            }
            database.keys.users.put(key.id(), new KeptKey(key, secret.digest(), InMemoryKeys.name()));
            database.audited(entry);
            return Added.ADDED;
        });
    }

    @Override
    public List<ApiKey> list(UserId user) {
        return database.call(() -> keys(user));
    }

    private List<ApiKey> keys(UserId user) {
        return database.keys.users.values().stream()
                .map(KeptKey::key)
                .filter(key -> key.user().equals(user))
                .sorted(Comparator.comparing((ApiKey key) -> key.id().toString())
                        .reversed())
                .toList();
    }

    @Override
    public Optional<Edited> edit(UserId user, ApiKeyId key, ApiKeyEdit edit, AuditEntry entry) {
        return database.call(() -> kept(user, key).map(before -> {
            boolean limited = edit.limits().isPresent();
            String name = limited ? InMemoryKeys.name() : before.pass();
            database.keys.users.put(key, new KeptKey(before.key().with(edit), before.digest(), name));
            database.audited(entry);
            if (limited) {
                database.keys.revoked(database, user, before.pass());
            }
            return new Edited(before.key().with(edit), limited ? List.of(before.pass()) : List.of());
        }));
    }

    @Override
    public Optional<Deleted> delete(UserId user, ApiKeyId key, AuditEntry entry) {
        return database.call(() -> kept(user, key).map(before -> {
            database.keys.users.remove(key);
            database.audited(entry);
            database.keys.revoked(database, user, before.pass());
            return new Deleted(before.digest(), before.pass());
        }));
    }

    @Override
    public Optional<FoundKey> find(String digest, Instant now) {
        return database.call(() -> {
            Optional<FoundKey> users = database.keys.users.values().stream()
                    .filter(kept -> kept.digest().equals(digest))
                    .filter(kept -> lives(kept.key().details().expiresAt(), now))
                    .flatMap(kept -> active(kept.key().user()).map(user -> found(kept, user)).stream())
                    .findFirst();
            return users.or(() -> database.keys.services.values().stream()
                    .filter(kept -> kept.digest().equals(digest))
                    .map(KeptServiceKey::key)
                    .filter(key -> lives(key.details().expiresAt(), now))
                    .map(key -> found(key))
                    .findFirst());
        });
    }

    private static boolean lives(Optional<Instant> expiresAt, Instant now) {
        return expiresAt.map(now::isBefore).orElse(true);
    }

    private static FoundKey found(KeptKey kept, User user) {
        return new FoundKey.Personal(new Pass(
                new Pass.Name(user.id(), kept.pass()),
                new Caller(user.id(), kept.key().grant(), user.role()),
                kept.key().details().expiresAt().orElse(Pass.NEVER),
                kept.key().details().lastUsedAt().orElse(Instant.EPOCH)));
    }

    private static FoundKey found(ServiceKey key) {
        return new FoundKey.OfService(
                key.service(), key.grant(), key.details().expiresAt().orElse(Pass.NEVER));
    }

    @Override
    public void touch(List<KeyUsed> used) {
        database.call(() -> {
            used.forEach(database.keys::touch);
            return true;
        });
    }
}
