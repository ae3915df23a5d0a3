package bot.conversational.domain.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.apikey.ApiKeyStore.Added;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.audit.AuditQuery;
import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link ApiKeyStore} keeps. */
public interface ApiKeyStoreContract extends KeptKeys {

    @Test
    default void keyShouldBeFoundByItsSecretAndListedForItsUserOnly() {
        UserId user = StoreSamples.newUser(stores());
        UserId other = StoreSamples.newUser(stores());
        Kept kept = added(user, Optional.of(NOW.plusSeconds(60)));
        Kept others = added(other);

        Pass pass = pass(kept).orElseThrow();
        assertThat(pass.user()).isEqualTo(user);
        assertThat(pass.caller().key()).contains(kept.key().grant());
        assertThat(pass.caller().role()).isEqualTo(Role.USER);
        assertThat(pass.endsAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(pass(others)).map(Pass::endsAt).contains(Pass.NEVER);
        assertThat(pass(others)).map(Pass::name).isNotEqualTo(pass(kept).map(Pass::name));
        assertThat(keys().list(user)).containsExactly(kept.key());
        assertThat(keys().list(other)).containsExactly(others.key());
        assertThat(keys().find(KeySamples.secret().digest(), NOW)).isEmpty();
    }

    @Test
    default void expiredKeyShouldNotBeFoundButListed() {
        UserId user = StoreSamples.newUser(stores());
        Kept kept = added(user, Optional.of(NOW.plusMillis(1)));
        assertThat(keys().find(kept.secret().digest(), NOW.plusMillis(1))).isEmpty();
        assertThat(pass(kept)).isPresent();
        assertThat(keys().list(user)).containsExactly(kept.key());
    }

    @Test
    default void keysShouldBeListedNewestFirst() {
        UserId user = StoreSamples.newUser(stores());
        List<ApiKey> all = Stream.generate(() -> added(user).key()).limit(3).toList();
        assertThat(keys().list(user))
                .containsExactlyInAnyOrderElementsOf(all)
                .isSortedAccordingTo((a, b) -> b.id().toString().compareTo(a.id().toString()));
    }

    /** However many calls come at once, also those that saw that there was room. */
    @Test
    default void userShouldNotHaveMoreKeysThanFit() throws Exception {
        UserId user = StoreSamples.newUser(stores());
        Stream.generate(() -> added(user)).limit(ApiKeyStore.MOST_OF_A_USER - 2).forEach(kept -> {});
        List<Added> added = StoreContract.atOnce(6, () -> {
            ApiKeyToken secret = KeySamples.secret();
            return keys().add(
                            KeySamples.key(user, secret, Optional.empty()),
                            secret,
                            KeySamples.entry(AuditAction.KEY_CREATE));
        });
        assertThat(added).filteredOn(Added.ADDED::equals).hasSize(2);
        assertThat(added).filteredOn(Added.TOO_MANY::equals).hasSize(4);
        assertThat(keys().list(user)).hasSize(ApiKeyStore.MOST_OF_A_USER);
    }

    @Test
    default void nobodyShouldHaveAKeyWithoutAnActiveAccount() {
        UserId suspended = StoreSamples.newUser(stores());
        suspend(suspended);
        for (UserId user : List.of(suspended, new UserId(UUID.randomUUID()))) {
            ApiKeyToken secret = KeySamples.secret();
            assertThat(keys().add(
                                    KeySamples.key(user, secret, Optional.empty()),
                                    secret,
                                    KeySamples.entry(AuditAction.KEY_CREATE)))
                    .isEqualTo(Added.NO_ACCOUNT);
            assertThat(keys().find(secret.digest(), NOW)).isEmpty();
        }
    }

    private void suspend(UserId user) {
        stores().administration().users().edit(user, SUSPENSION, action -> StoreSamples.entry(action, user));
    }

    @Test
    default void otherLimitsShouldHoldUnderAnotherPassAndAnotherNameUnderTheSame() {
        UserId user = StoreSamples.newUser(stores());
        Kept kept = added(user);
        Pass before = pass(kept).orElseThrow();

        ApiKeyEdit rename = new ApiKeyEdit(Optional.of("Another"), Optional.empty());
        ApiKeyStore.Edited renamed = keys().edit(
                        user, kept.key().id(), rename, KeySamples.entry(AuditAction.KEY_CHANGE))
                .orElseThrow();
        assertThat(renamed).isEqualTo(new ApiKeyStore.Edited(kept.key().with(rename), List.of()));
        assertThat(pass(kept)).contains(before);

        ApiKeyEdit limit = new ApiKeyEdit(Optional.empty(), Optional.of(KeySamples.LIMITS));
        ApiKeyStore.Edited limited = keys().edit(user, kept.key().id(), limit, KeySamples.entry(AuditAction.KEY_CHANGE))
                .orElseThrow();
        assertThat(limited.key()).isEqualTo(kept.key().with(rename).with(limit));
        assertThat(limited.ended()).containsExactly(before.name().value());
        assertThat(isRevoked(before)).isTrue();
        Pass after = pass(kept).orElseThrow();
        assertThat(after.name()).isNotEqualTo(before.name());
        assertThat(after.caller().key().orElseThrow().limits()).isEqualTo(KeySamples.LIMITS);

        keys().edit(
                        user,
                        kept.key().id(),
                        new ApiKeyEdit(Optional.empty(), Optional.of(UserLimits.NONE)),
                        KeySamples.entry(AuditAction.KEY_CHANGE));
        assertThat(keys().list(user)).containsExactly(kept.key().with(rename));
    }

    @Test
    default void deletedKeyShouldBeGoneAndItsPassRevoked() {
        UserId user = StoreSamples.newUser(stores());
        Kept kept = added(user);
        Kept other = added(user);
        Pass pass = pass(kept).orElseThrow();

        assertThat(keys().delete(user, kept.key().id(), KeySamples.entry(AuditAction.KEY_REVOKE)))
                .contains(new ApiKeyStore.Deleted(
                        kept.secret().digest(), pass.name().value()));

        assertThat(pass(kept)).isEmpty();
        assertThat(isRevoked(pass)).isTrue();
        assertThat(keys().list(user)).containsExactly(other.key());
        assertThat(keys().delete(user, kept.key().id(), KeySamples.entry(AuditAction.KEY_REVOKE)))
                .isEmpty();
    }

    @Test
    default void nobodyShouldChangeOrDeleteTheKeyOfSomebodyElse() {
        UserId user = StoreSamples.newUser(stores());
        UserId other = StoreSamples.newUser(stores());
        Kept kept = added(user);
        ApiKeyId id = kept.key().id();
        assertThat(keys().delete(other, id, KeySamples.entry(AuditAction.KEY_REVOKE)))
                .isEmpty();
        assertThat(keys().edit(
                                other,
                                id,
                                new ApiKeyEdit(Optional.of("Mine"), Optional.of(KeySamples.LIMITS)),
                                KeySamples.entry(AuditAction.KEY_CHANGE)))
                .isEmpty();
        assertThat(keys().list(user)).containsExactly(kept.key());
    }

    /** With the act, and not without it. */
    @Test
    default void actsShouldBeAudited() {
        UserId user = StoreSamples.newUser(stores());
        Kept kept = added(user);
        UserId actor = new UserId(UUID.randomUUID());
        AuditEntry change = StoreSamples.entry(AuditAction.KEY_CHANGE, actor);
        AuditEntry revoke = StoreSamples.entry(AuditAction.KEY_REVOKE, actor);
        AuditEntry twice = StoreSamples.entry(AuditAction.KEY_REVOKE, actor);
        ApiKeyId id = kept.key().id();
        keys().edit(user, id, new ApiKeyEdit(Optional.of("Another"), Optional.empty()), change);
        keys().delete(user, id, revoke);
        keys().delete(user, id, twice);
        AuditQuery own = new AuditQuery(Optional.empty(), Optional.empty(), Optional.of(actor), Optional.empty());
        assertThat(stores().administration()
                        .audit()
                        .list(own, PageRequest.first(10))
                        .items())
                .containsExactlyInAnyOrder(change, revoke);
    }

    @Test
    default void lastUseShouldNeverGoBackAndConcernTheUsersKeyOnly() {
        UserId user = StoreSamples.newUser(stores());
        Kept kept = added(user);
        ApiKeyId id = kept.key().id();
        keys().touch(List.of(new KeyUsed(user, id, NOW.plusSeconds(60))));
        keys().touch(List.of(new KeyUsed(user, id, NOW)));
        keys().touch(List.of(new KeyUsed(new UserId(UUID.randomUUID()), id, NOW.plusSeconds(90))));
        assertThat(keys().list(user).getFirst().details().lastUsedAt()).contains(NOW.plusSeconds(60));
        assertThat(pass(kept)).map(Pass::lastSeenAt).contains(NOW.plusSeconds(60));
    }
}
