package bot.conversational.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link UserStore} keeps. */
public interface UserStoreContract extends StoreContract {

    @Test
    default void addShouldKeepEverythingWhenTheAddressIsFree() {
        Credentials added = StoreSamples.credentials();

        assertThat(stores().users().add(added)).isTrue();

        assertThat(stores().users().find(added.user().id())).contains(added.user());
        assertThat(stores().users().findByEmail(added.user().email())).contains(added);
    }

    @Test
    default void addShouldRefuseWhenTheAddressIsTakenInAnotherCase() {
        Credentials first = StoreSamples.credentials();
        stores().users().add(first);
        Credentials second =
                StoreSamples.credentials(first.user().email().value().toUpperCase(Locale.ROOT));

        assertThat(stores().users().add(second)).isFalse();

        assertThat(stores().users().find(second.user().id())).isEmpty();
        assertThat(stores().users().findByEmail(second.user().email())).contains(first);
    }

    @Test
    default void addShouldRefuseWhenTheAddressIsTakenInAnotherSpelling() {
        String name = UUID.randomUUID().toString();
        Credentials first = StoreSamples.credentials(name + "@bücher.example");
        stores().users().add(first);
        for (String spelling : List.of("@xn--bcher-kva.example", "@bu\u0308cher.example", "@BÜCHER.EXAMPLE")) {
            Credentials second = StoreSamples.credentials(name + spelling);

            assertThat(stores().users().add(second)).as(spelling).isFalse();
            assertThat(stores().users().findByEmail(second.user().email())).contains(first);
        }
    }

    @Test
    default void addShouldRefuseWhenCalledTwice() {
        Credentials added = StoreSamples.credentials();

        assertThat(stores().users().add(added)).isTrue();
        assertThat(stores().users().add(added)).isFalse();
    }

    @Test
    default void addShouldLetOneWinWhenManyWantAnAddressAtOnce() throws Exception {
        String email = UUID.randomUUID() + "@example.org";

        assertThat(StoreContract.atOnce(8, () -> stores().users().add(StoreSamples.credentials(email))))
                .containsOnlyOnce(true);
    }

    @Test
    default void renameShouldGiveAndTakeTheNameAndNothingElse() {
        Credentials added = StoreSamples.credentials();
        stores().users().add(added);
        UserId id = added.user().id();

        assertThat(stores().users().edit(id, AccountEdit.ofName(Optional.of("Ada"))))
                .map(User::displayName)
                .contains(Optional.of("Ada"));
        assertThat(stores().users().edit(id, AccountEdit.ofName(Optional.empty())))
                .map(User::displayName)
                .contains(Optional.empty());
        assertThat(stores().users().edit(id, AccountEdit.ofName(added.user().displayName())))
                .contains(added.user());
        assertThat(stores().users().credentials(id)).contains(added);
    }

    @Test
    default void renameShouldBeEmptyWhenThereIsNoSuchAccount() {
        assertThat(stores().users().edit(new UserId(UUID.randomUUID()), AccountEdit.ofName(Optional.of("Ada"))))
                .isEmpty();
    }

    @Test
    default void rehashShouldReplaceTheHashOnceWhenManySawTheSame() throws Exception {
        Credentials added = StoreSamples.credentials();
        stores().users().add(added);
        UserId id = added.user().id();

        assertThat(StoreContract.atOnce(
                        4,
                        () -> stores().users()
                                .rehash(id, added.passwordHash(), new PasswordHash("$fresh$" + UUID.randomUUID()))))
                .containsOnlyOnce(true);
        assertThat(stores().users().credentials(id))
                .map(Credentials::passwordHash)
                .hasValueSatisfying(hash -> assertThat(hash.value()).startsWith("$fresh$"));
    }

    @Test
    default void findShouldBeEmptyWhenThereIsNoSuchAccount() {
        assertThat(stores().users().find(new UserId(UUID.randomUUID()))).isEmpty();
        assertThat(stores().users()
                        .findByEmail(StoreSamples.credentials().user().email()))
                .isEmpty();
    }

    @Test
    default void findShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        UserId user = StoreSamples.newUser(stores());

        unavailableDuringOutage(() -> stores().users().find(user));
    }
}
