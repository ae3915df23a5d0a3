package bot.conversational.domain.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.administration.UserEdit;
import bot.conversational.domain.apikey.ServiceKeyStore.Added;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What every {@link ServiceKeyStore} keeps. */
public interface ServiceKeyStoreContract extends StoreContract {

    Instant NOW = StoreSamples.NOON;

    private ServiceKeyStore services() {
        return stores().keys().services();
    }

    private static ServiceId newService() {
        return new ServiceId(UUID.randomUUID());
    }

    private Optional<Pass.Name> user(ExternalUser external) {
        return services().userOf(external, new UserId(UUID.randomUUID()), NOW);
    }

    private boolean isRevoked(Pass.Name pass) {
        return stores().revocations().pending(100_000).contains(new Revocation.SessionEnded(pass.user(), pass.value()));
    }

    private void edit(UserId user, UserEdit edit) {
        stores().administration().users().edit(user, edit, action -> StoreSamples.entry(action, user));
    }

    private static UserEdit state(AccountState state) {
        return new UserEdit(Optional.empty(), Optional.of(state), Optional.empty());
    }

    @Test
    default void keyShouldBeFoundByItsSecretUntilItIsDeleted() {
        ApiKeyToken secret = KeySamples.secret();
        ServiceKey key = KeySamples.service(secret, newService(), Optional.of(NOW.plusSeconds(60)));

        assertThat(services().add(key, secret, false, KeySamples.entry(AuditAction.KEY_CREATE)))
                .isEqualTo(Added.ADDED);

        ApiKeyStore keys = stores().keys().users();
        assertThat(keys.find(secret.digest(), NOW))
                .contains(new FoundKey.OfService(key.service(), key.grant(), NOW.plusSeconds(60)));
        assertThat(keys.find(secret.digest(), NOW.plusSeconds(60)))
                .as("expired")
                .isEmpty();
        assertThat(services().list()).contains(key);
        keys.touch(List.of(new KeyUsed(new UserId(UUID.randomUUID()), key.id(), NOW)));
        assertThat(services().list())
                .filteredOn(listed -> listed.id().equals(key.id()))
                .singleElement()
                .extracting(listed -> listed.details().lastUsedAt())
                .isEqualTo(Optional.of(NOW));

        assertThat(services().delete(key.id(), KeySamples.entry(AuditAction.KEY_REVOKE)))
                .contains(secret.digest());
        assertThat(keys.find(secret.digest(), NOW)).isEmpty();
        assertThat(services().delete(key.id(), KeySamples.entry(AuditAction.KEY_REVOKE)))
                .isEmpty();
    }

    @Test
    default void serviceThatIsNamedShouldHaveHadAKeyOrAUser() {
        ServiceId service = newService();
        ApiKeyToken secret = KeySamples.secret();
        ServiceKey key = KeySamples.service(secret, service, Optional.empty());
        assertThat(services().add(key, secret, true, KeySamples.entry(AuditAction.KEY_CREATE)))
                .isEqualTo(Added.NO_SERVICE);
        assertThat(services().list()).doesNotContain(key);

        user(new ExternalUser(service, "ada"));
        assertThat(services().add(key, secret, true, KeySamples.entry(AuditAction.KEY_CREATE)))
                .isEqualTo(Added.ADDED);
        services().delete(key.id(), KeySamples.entry(AuditAction.KEY_REVOKE));
    }

    @Test
    default void userShouldBeMadeOnceAndBeOfItsServiceAlone() {
        ServiceId service = newService();
        UserId fresh = new UserId(UUID.randomUUID());
        Pass.Name ada =
                services().userOf(new ExternalUser(service, "ada"), fresh, NOW).orElseThrow();

        assertThat(ada.user()).isEqualTo(fresh);
        assertThat(user(new ExternalUser(service, "ada"))).contains(ada);
        assertThat(user(new ExternalUser(service, "Ada"))).map(Pass.Name::user).isNotEqualTo(Optional.of(fresh));
        assertThat(user(new ExternalUser(newService(), "ada")))
                .map(Pass.Name::user)
                .isNotEqualTo(Optional.of(fresh));
        assertThat(stores().users().find(fresh))
                .hasValueSatisfying(user -> assertThat(user.role()).isEqualTo(Role.USER));
        assertThat(stores().users().find(fresh).orElseThrow().displayName()).contains("ada");
    }

    /** Nobody whom a service names is somebody who registered, whatever the name. */
    @Test
    default void nameOfARegisteredUserShouldMeanSomebodyElse() {
        var registered = StoreSamples.credentials();
        stores().users().add(registered);
        UserId id = registered.user().id();
        for (String name : List.of(id.toString(), registered.user().email().value(), "#" + id)) {
            assertThat(user(new ExternalUser(newService(), name)))
                    .map(Pass.Name::user)
                    .isNotEqualTo(Optional.of(id));
        }
    }

    @Test
    default void callsAtOnceShouldMakeOneUser() throws Exception {
        ExternalUser external = new ExternalUser(newService(), "ada");
        List<Optional<Pass.Name>> made = StoreContract.atOnce(8, () -> user(external));
        assertThat(new HashSet<>(made)).hasSize(1);
        assertThat(made.getFirst()).isPresent();
    }

    @Test
    default void suspendedUserShouldNotBeActedForUntilResumed() {
        ExternalUser external = new ExternalUser(newService(), "ada");
        Pass.Name before = user(external).orElseThrow();

        edit(before.user(), state(AccountState.SUSPENDED));
        assertThat(user(external)).isEmpty();
        assertThat(isRevoked(before)).isTrue();

        edit(before.user(), state(AccountState.ACTIVE));
        Pass.Name after = user(external).orElseThrow();
        assertThat(after.user()).isEqualTo(before.user());
        assertThat(after.value()).as("Redis may still refuse the one before").isNotEqualTo(before.value());
    }

    @Test
    default void erasedUserShouldBeAnotherOneAfterwards() {
        ExternalUser external = new ExternalUser(newService(), "ada");
        Pass.Name before = user(external).orElseThrow();
        PasswordHash none =
                stores().users().credentials(before.user()).orElseThrow().passwordHash();

        assertThat(stores().erasures().begin(before.user(), none, StoreSamples.entry()))
                .contains(List.of(before.value()));

        assertThat(isRevoked(before)).isTrue();
        assertThat(user(external)).map(Pass.Name::user).isNotEqualTo(Optional.of(before.user()));
    }

    @Test
    default void nameShouldBeOneLineAndNotTooLong() {
        for (String name : List.of("", " ", "a\nb", "a".repeat(201))) {
            Assertions.assertThatThrownBy(() -> new ExternalUser(newService(), name))
                    .isInstanceOf(DomainException.Invalid.class);
        }
    }
}
