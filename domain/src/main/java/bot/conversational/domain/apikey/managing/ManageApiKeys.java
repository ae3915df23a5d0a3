package bot.conversational.domain.apikey.managing;

import bot.conversational.domain.apikey.ApiKey;
import bot.conversational.domain.apikey.ApiKeyEdit;
import bot.conversational.domain.apikey.ApiKeyStore;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.admission.KnownKeys;
import bot.conversational.domain.session.login.LogOut;
import bot.conversational.domain.shared.DomainException;
import java.util.List;

/** Lists, changes and revokes the caller's API keys. */
public final class ManageApiKeys {

    private final ApiKeyStore keys;
    private final KnownKeys known;
    private final LogOut logOut;
    private final AuditTrail trail;

    public ManageApiKeys(ApiKeyStore keys, KnownKeys known, LogOut logOut, AuditTrail trail) {
        this.keys = keys;
        this.known = known;
        this.logOut = logOut;
        this.trail = trail;
    }

    /** All of them, newest first. */
    public List<ApiKey> list(Caller caller) {
        caller.session();
        return keys.list(caller.user());
    }

    /**
     * Changes a key, which goes on. Its limits hold on all nodes at once, or as soon as Redis is available.
     *
     * @throws DomainException.NotFound when the caller has no such key
     */
    public ApiKey edit(Caller caller, ApiKeyId key, ApiKeyEdit edit, Origin origin) {
        caller.session();
        ApiKeyStore.Edited edited = keys.edit(
                        caller.user(),
                        key,
                        edit,
                        trail.ofKey(caller.actor(), AuditAction.KEY_CHANGE, key.value(), origin))
                .orElseThrow(ManageApiKeys::unknown);
        logOut.tell(caller.user(), edited.ended());
        return edited.key();
    }

    /**
     * Ends a key: at once on all nodes, or as soon as Redis is available, which no node trusts before.
     *
     * @throws DomainException.NotFound when the caller has no such key
     */
    public void revoke(Caller caller, ApiKeyId key, Origin origin) {
        caller.session();
        ApiKeyStore.Deleted deleted = keys.delete(
                        caller.user(), key, trail.ofKey(caller.actor(), AuditAction.KEY_REVOKE, key.value(), origin))
                .orElseThrow(ManageApiKeys::unknown);
        known.forget(deleted.digest());
        logOut.tell(caller.user(), List.of(deleted.ended()));
    }

    private static DomainException unknown() {
        return new DomainException.NotFound("key");
    }
}
