package bot.conversational.domain.apikey;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The keys of users, durable, by the digests of their secrets. Every method is one transaction and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable; nothing is then changed.
 * Whatever ends a {@link bot.conversational.domain.session.Pass.Name} is stored with a {@link
 * bot.conversational.domain.revocation.Revocation} of it, and what is audited with its entry.
 *
 * <p>A suspended or erased account has no keys: its suspension and its erasure delete them. An account with another role
 * keeps them under other names of passes.
 */
public interface ApiKeyStore {

    /** How many keys a user may have, whether or not they have expired. */
    int MOST_OF_A_USER = 20;

    /** What came of a key. */
    enum Added {
        ADDED,
        TOO_MANY,
        NO_ACCOUNT
    }

    /**
     * A key after a change.
     *
     * @param ended names of passes that let nobody in any longer
     */
    record Edited(ApiKey key, List<String> ended) {}

    /**
     * A key that is gone.
     *
     * @param digest of its secret
     * @param ended name of its pass
     */
    record Deleted(String digest, String ended) {}

    /** Adds a key, if its user has an active account and few enough keys; of many at once no more pass than fit. */
    Added add(ApiKey key, ApiKeyToken secret, AuditEntry entry);

    /** All keys of a user, by descending id: the newest first. */
    List<ApiKey> list(UserId user);

    /** Changes a key; as it is then, or empty when the user has no such key (any more). */
    Optional<Edited> edit(UserId user, ApiKeyId key, ApiKeyEdit edit, AuditEntry entry);

    /** Deletes a key; empty when the user has no such key (any more). */
    Optional<Deleted> delete(UserId user, ApiKeyId key, AuditEntry entry);

    /** The key of a user or a service with the digest of this secret, that has not expired at {@code now}; or empty. */
    Optional<FoundKey> find(String digest, Instant now);

    /** Records when keys made a call, each once at most. A time before the stored one changes nothing. */
    void touch(List<KeyUsed> used);
}
