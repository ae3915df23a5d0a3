package bot.conversational.domain.apikey;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The keys of services and the users that they act for, durable. Every method is one transaction and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable; nothing is then changed.
 */
public interface ServiceKeyStore {

    /** How many there may be, whether or not they have expired. */
    int MOST = 100;

    /** What came of a key. */
    enum Added {
        ADDED,
        TOO_MANY,
        NO_SERVICE
    }

    /**
     * Adds a key; of many at once no more pass than fit.
     *
     * @param known whether its service must have had a key or a user before
     */
    Added add(ServiceKey key, ApiKeyToken secret, boolean known, AuditEntry entry);

    /** All of them, by descending id: the newest first. */
    List<ServiceKey> list();

    /** Deletes a key and leaves its users; the digest of its secret, or empty when there is no such key (any more). */
    Optional<String> delete(ApiKeyId key, AuditEntry entry);

    /**
     * The user whom a service names. One who was not there is made, without a password: of several calls at once all get
     * the same one. Who was erased is another one afterwards.
     *
     * @param fresh id for one who was not there
     * @return the name of their pass; empty when the account is suspended
     */
    Optional<Pass.Name> userOf(ExternalUser external, UserId fresh, Instant now);
}
