package bot.conversational.domain.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.administration.UserEdit;
import bot.conversational.domain.apikey.ApiKeyStore.Added;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** What the contracts of keys share. */
interface KeptKeys extends StoreContract {

    Instant NOW = StoreSamples.NOON;
    UserEdit SUSPENSION = new UserEdit(Optional.empty(), Optional.of(AccountState.SUSPENDED), Optional.empty());

    default ApiKeyStore keys() {
        return stores().keys().users();
    }

    /** A key in the store. */
    record Kept(ApiKey key, ApiKeyToken secret) {}

    default Kept added(UserId user) {
        return added(user, Optional.empty());
    }

    default Kept added(UserId user, Optional<Instant> expiresAt) {
        ApiKeyToken secret = KeySamples.secret();
        ApiKey key = KeySamples.key(user, secret, expiresAt);
        assertThat(keys().add(key, secret, KeySamples.entry(AuditAction.KEY_CREATE)))
                .isEqualTo(Added.ADDED);
        return new Kept(key, secret);
    }

    default Optional<Pass> pass(Kept kept) {
        return keys().find(kept.secret().digest(), NOW).map(found -> ((FoundKey.Personal) found).pass());
    }

    default boolean isRevoked(Pass pass) {
        return stores().revocations()
                .pending(100_000)
                .contains(new Revocation.SessionEnded(pass.user(), pass.name().value()));
    }
}
