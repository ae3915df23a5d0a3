package bot.conversational.adapters.local;

import bot.conversational.domain.apikey.ExternalUser;
import bot.conversational.domain.apikey.FoundKey;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.session.admission.KnownKeys;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.Optional;

/** Known keys in this process. */
public final class LocalKnownKeys implements KnownKeys {

    private static final long MAX_ENTRIES = 100_000;

    /** As long as a key is used at all: what is known of it does not age. */
    private static final Duration LIFE = Duration.ofHours(1);

    private final Cache<String, FoundKey> keys = Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .expireAfter(Expiry.<String, FoundKey>writing((digest, key) -> switch (key) {
                case FoundKey.Personal ignored -> LIFE;
                case FoundKey.OfService ignored -> SERVICE_BELIEVED;
            }))
            .build();

    private final Cache<ExternalUser, Pass.Name> users = Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .expireAfterWrite(LIFE)
            .build();

    @Override
    public Optional<FoundKey> key(String digest) {
        return Optional.ofNullable(keys.getIfPresent(digest));
    }

    @Override
    public void remember(String digest, FoundKey key) {
        keys.put(digest, key);
    }

    @Override
    public void forget(String digest) {
        keys.invalidate(digest);
    }

    @Override
    public Optional<Pass.Name> user(ExternalUser external) {
        return Optional.ofNullable(users.getIfPresent(external));
    }

    @Override
    public void remember(ExternalUser external, Pass.Name name) {
        users.put(external, name);
    }
}
