package bot.conversational.domain.stores.keys;

import bot.conversational.domain.apikey.ApiKey;
import bot.conversational.domain.apikey.ExternalUser;
import bot.conversational.domain.apikey.KeyUsed;
import bot.conversational.domain.apikey.ServiceKey;
import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The tables of keys in memory. */
public final class InMemoryKeys {

    record KeptKey(ApiKey key, String digest, String pass) {}

    record KeptServiceKey(ServiceKey key, String digest) {}

    record KeptUser(UserId user, String pass) {}

    final Map<ApiKeyId, KeptKey> users = new HashMap<>();
    final Map<ApiKeyId, KeptServiceKey> services = new HashMap<>();
    final Map<ExternalUser, KeptUser> externals = new HashMap<>();

    static String name() {
        return UUID.randomUUID().toString();
    }

    void revoked(InMemoryDatabase database, UserId user, String pass) {
        database.revoked(new Revocation.SessionEnded(user, pass));
    }

    /** The passes of the user's keys, which are gone then, and of the user of a service; each noted. */
    public List<String> deleteAll(InMemoryDatabase database, UserId user) {
        List<String> ended = new ArrayList<>();
        users.values().removeIf(kept -> {
            boolean theirs = kept.key().user().equals(user);
            if (theirs) {
                ended.add(kept.pass());
            }
            return theirs;
        });
        ended.forEach(pass -> revoked(database, user, pass));
        ended.addAll(renewAll(database, user));
        return ended;
    }

    /** Gives keys and the user of a service other passes; those before, each noted. */
    public List<String> renewAll(InMemoryDatabase database, UserId user) {
        List<String> ended = new ArrayList<>();
        users.replaceAll((id, kept) -> {
            if (!kept.key().user().equals(user)) {
                return kept;
            }
            ended.add(kept.pass());
            return new KeptKey(kept.key(), kept.digest(), name());
        });
        externals.replaceAll((external, kept) -> {
            if (!kept.user().equals(user)) {
                return kept;
            }
            ended.add(kept.pass());
            return new KeptUser(user, name());
        });
        ended.forEach(pass -> revoked(database, user, pass));
        return ended;
    }

    /** Their service's name means nobody from now on. */
    public void forgetExternal(UserId user) {
        externals.values().removeIf(kept -> kept.user().equals(user));
    }

    void touch(KeyUsed used) {
        users.computeIfPresent(
                used.key(),
                (id, kept) -> kept.key().user().equals(used.user())
                        ? new KeptKey(usedAt(kept.key(), used.at()), kept.digest(), kept.pass())
                        : kept);
        services.computeIfPresent(
                used.key(), (id, kept) -> new KeptServiceKey(usedAt(kept.key(), used.at()), kept.digest()));
    }

    private static ApiKey usedAt(ApiKey key, Instant at) {
        return new ApiKey(key.id(), key.user(), key.details().usedAt(at), key.scopes(), key.limits());
    }

    private static ServiceKey usedAt(ServiceKey key, Instant at) {
        return new ServiceKey(key.id(), key.service(), key.details().usedAt(at), key.scopes());
    }
}
