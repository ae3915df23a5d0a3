package bot.conversational.domain.session.admission;

import bot.conversational.domain.apikey.ApiKeyStore;
import bot.conversational.domain.apikey.FoundKey;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.DomainException;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Finds keys for the admission of calls. Whoever makes keys up has the store asked a few times only. */
public final class StoredKeys {

    private final ApiKeyStore keys;
    private final KnownKeys known;
    private final UnknownTokens unknown;
    private final InstantSource clock;

    public StoredKeys(ApiKeyStore keys, KnownKeys known, UnknownTokens unknown, InstantSource clock) {
        this.keys = keys;
        this.known = known;
        this.unknown = unknown;
        this.clock = clock;
    }

    /** The key as the node knows it; one that it does not know as {@link #findAnew} does. */
    FoundKey find(ApiKeyToken token, Supplier<ClientAddress> from) {
        return known.key(token.digest()).filter(this::lives).orElseGet(() -> findAnew(token, from));
    }

    private boolean lives(FoundKey key) {
        return switch (key) {
            case FoundKey.Personal ignored -> true; // the gate knows
            case FoundKey.OfService service -> clock.instant().isBefore(service.endsAt());
        };
    }

    /**
     * The live key with this secret, by the store.
     *
     * @param from where the call comes from, asked only when it matters
     * @throws DomainException.Unauthenticated when there is none
     * @throws DomainException.LimitExceeded when too many unknown ones came from there; the store is then not asked
     */
    FoundKey findAnew(ApiKeyToken token, Supplier<ClientAddress> from) {
        String digest = token.digest();
        if (unknown.contains(digest)) {
            throw unauthenticated();
        }
        if (known.key(digest).isEmpty()) {
            unknown.refused(from.get()).ifPresent(wait -> {
                throw new DomainException.LimitExceeded("Too many unknown tokens came from this address.", wait);
            });
        }
        FoundKey found = keys.find(digest, clock.instant()).orElseThrow(() -> {
            known.forget(digest);
            unknown.remember(digest, from.get());
            return unauthenticated();
        });
        known.remember(digest, found);
        return found;
    }

    static DomainException unauthenticated() {
        return new DomainException.Unauthenticated("The key is unknown, expired or revoked.");
    }
}
