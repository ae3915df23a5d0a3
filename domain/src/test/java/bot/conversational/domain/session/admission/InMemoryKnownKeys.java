package bot.conversational.domain.session.admission;

import bot.conversational.domain.apikey.ExternalUser;
import bot.conversational.domain.apikey.FoundKey;
import bot.conversational.domain.session.Pass;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Known keys for tests: none but a service's is forgotten by itself. */
public final class InMemoryKnownKeys implements KnownKeys {

    private record Entry(FoundKey key, Instant at) {}

    private final InstantSource clock;
    private final Map<String, Entry> keys = new ConcurrentHashMap<>();
    private final Map<ExternalUser, Pass.Name> users = new ConcurrentHashMap<>();

    public InMemoryKnownKeys(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Optional<FoundKey> key(String digest) {
        return Optional.ofNullable(keys.get(digest))
                .filter(entry -> entry.key() instanceof FoundKey.Personal
                        || clock.instant().isBefore(entry.at().plus(SERVICE_BELIEVED)))
                .map(Entry::key);
    }

    @Override
    public void remember(String digest, FoundKey key) {
        keys.put(digest, new Entry(key, clock.instant()));
    }

    @Override
    public void forget(String digest) {
        keys.remove(digest);
    }

    @Override
    public Optional<Pass.Name> user(ExternalUser external) {
        return Optional.ofNullable(users.get(external));
    }

    @Override
    public void remember(ExternalUser external, Pass.Name name) {
        users.put(external, name);
    }
}
