package bot.conversational.domain.session.admission;

import bot.conversational.domain.apikey.ExternalUser;
import bot.conversational.domain.apikey.FoundKey;
import bot.conversational.domain.session.Pass;
import java.time.Duration;
import java.util.Optional;

/**
 * The keys that this node has lately found in the store, by the digests of their secrets, and the users of services. Of a
 * user's key, and of such a user, it only says where to look: the gate decides whether that still lets in. A service's key
 * is believed itself, but only for {@link #SERVICE_BELIEVED}: its end reaches every node by that, whatever Redis does.
 */
public interface KnownKeys {

    /** How long a service's key is believed after it was found. */
    Duration SERVICE_BELIEVED = Duration.ofSeconds(1);

    Optional<FoundKey> key(String digest);

    /** The store has just returned it. */
    void remember(String digest, FoundKey key);

    /** The store does not have it any more. A repeat changes nothing. */
    void forget(String digest);

    Optional<Pass.Name> user(ExternalUser external);

    /** The store has just returned them. */
    void remember(ExternalUser external, Pass.Name name);
}
