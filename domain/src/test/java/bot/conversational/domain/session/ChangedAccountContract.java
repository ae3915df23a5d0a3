package bot.conversational.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of sessions when their account's password or role changes. */
public interface ChangedAccountContract extends StoreContract {

    Instant NOW = StoreSamples.NOON;
    PasswordHash OTHER_HASH = new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$b3RoZXI$b3RoZXI");

    private Session opened() {
        Session session = StoreSamples.session(StoreSamples.newUser(stores()), NOW);
        stores().sessions().open(session, StoreSamples.HASH, StoreSamples.entry());
        return session;
    }

    private Optional<Session> found(Session session, Instant now) {
        return stores().sessions().find(session.user(), session.digest(), now);
    }

    @Test
    default void changePasswordShouldEndEverySessionButTheCallersAndNobodyElses() {
        Session caller = opened();
        Session other = StoreSamples.session(caller.user(), NOW);
        stores().sessions().open(other, StoreSamples.HASH, StoreSamples.entry());
        Session stranger = opened();

        assertThat(stores().sessions().changePassword(caller.caller(), OTHER_HASH, OTHER_HASH, StoreSamples.entry()))
                .as("not the account's hash")
                .isEmpty();
        assertThat(found(other, NOW)).isPresent();
        assertThat(stores().sessions()
                        .changePassword(caller.caller(), StoreSamples.HASH, OTHER_HASH, StoreSamples.entry()))
                .contains(List.of(other.digest()));

        assertThat(found(caller, NOW)).isPresent();
        assertThat(found(other, NOW)).isEmpty();
        assertThat(found(stranger, NOW)).isPresent();
        assertThat(stores().users().credentials(caller.user()))
                .map(Credentials::passwordHash)
                .contains(OTHER_HASH);
        assertThat(stores().revocations().pending(100_000))
                .contains(new Revocation.SessionEnded(other.user(), other.digest()));
    }

    @Test
    default void changePasswordWithoutACallerShouldEndEverySession() {
        Session session = opened();

        assertThat(stores().sessions().changePassword(session.user(), OTHER_HASH, OTHER_HASH, StoreSamples.entry()))
                .as("not the account's hash")
                .isEmpty();
        assertThat(stores().sessions()
                        .changePassword(session.user(), StoreSamples.HASH, OTHER_HASH, StoreSamples.entry()))
                .contains(List.of(session.digest()));
        assertThat(found(session, NOW)).isEmpty();
    }

    @Test
    default void changeRoleShouldEndEverySessionAndLetNoneInThatHasTheOldRole() {
        Session session = opened();
        Session stranger = opened();

        assertThat(stores().sessions().changeRole(session.user(), Role.ADMIN, StoreSamples.entry()))
                .contains(List.of(session.digest()));

        assertThat(found(session, NOW)).isEmpty();
        assertThat(found(stranger, NOW)).isPresent();
        assertThat(stores().revocations().pending(100_000))
                .contains(new Revocation.SessionEnded(session.user(), session.digest()));
        assertThat(stores().users().find(session.user())).map(User::role).contains(Role.ADMIN);
        Session late = StoreSamples.session(session.user(), NOW);
        assertThat(stores().sessions().open(late, StoreSamples.HASH, StoreSamples.entry()))
                .as("a log-in that read the old role")
                .isFalse();
        assertThat(stores().sessions().changeRole(new UserId(UUID.randomUUID()), Role.ADMIN, StoreSamples.entry()))
                .isEmpty();
    }

    /** Whoever logs in with the old password at that moment is either refused or ended. */
    @Test
    default void noSessionShouldOutliveThePasswordThatOpenedIt() throws Exception {
        for (int round = 0; round < 10; round++) {
            Session caller = opened();
            AtomicInteger turn = new AtomicInteger();
            StoreContract.atOnce(6, () -> {
                if (turn.getAndIncrement() == 2) {
                    return stores().sessions()
                            .changePassword(caller.caller(), StoreSamples.HASH, OTHER_HASH, StoreSamples.entry());
                }
                return stores().sessions()
                        .open(StoreSamples.session(caller.user(), NOW), StoreSamples.HASH, StoreSamples.entry());
            });
            assertThat(stores().sessions()
                            .list(caller.user(), NOW, PageRequest.first(10))
                            .items())
                    .containsExactly(caller);
        }
    }
}
