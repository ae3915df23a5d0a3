package bot.conversational.domain.session.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.user.EmailAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link FailedLogIns} keeps. */
public interface FailedLogInsContract {

    FailureLimit THREE = new FailureLimit(3, Duration.ofMinutes(15));
    FailureLimit FIVE = new FailureLimit(5, Duration.ofMinutes(1));

    FailedLogIns failedLogIns(LogInLimits limits);

    private FailedLogIns failedLogIns() {
        return failedLogIns(new LogInLimits(THREE, FIVE));
    }

    private static EmailAddress somebody() {
        return new EmailAddress("somebody-" + UUID.randomUUID() + "@example.org");
    }

    private static ClientAddress somewhere() {
        return new ClientAddress("somewhere-" + UUID.randomUUID());
    }

    @Test
    default void countShouldRefuseWhenAnAccountsLimitIsUsedUpWhereverItIsTriedFrom() {
        FailedLogIns failed = failedLogIns();
        EmailAddress account = somebody();
        for (int i = 0; i < 3; i++) {
            assertThat(failed.count(account, somewhere())).isEmpty();
        }

        assertThat(failed.count(account, somewhere()))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15)));
        assertThat(failed.count(new EmailAddress(account.value().toUpperCase(Locale.ROOT)), somewhere()))
                .as("in another case")
                .isPresent();
        assertThat(failed.count(somebody(), somewhere())).isEmpty();
    }

    @Test
    default void countShouldRefuseWhenAnAddressesLimitIsUsedUpWhateverAccountIsTried() {
        FailedLogIns failed = failedLogIns();
        ClientAddress address = somewhere();
        for (int i = 0; i < 5; i++) {
            assertThat(failed.count(somebody(), address)).isEmpty();
        }

        assertThat(failed.count(somebody(), address))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1)));
        assertThat(failed.count(somebody(), somewhere())).isEmpty();
    }

    @Test
    default void refusedAttemptShouldCountUnderNeither() {
        FailedLogIns failed = failedLogIns();
        EmailAddress usedUp = somebody();
        ClientAddress address = somewhere();
        for (int i = 0; i < 3; i++) {
            failed.count(usedUp, somewhere());
        }
        for (int i = 0; i < 10; i++) {
            assertThat(failed.count(usedUp, address)).isPresent();
        }

        for (int i = 0; i < 5; i++) {
            assertThat(failed.count(somebody(), address)).isEmpty();
        }
    }

    @Test
    default void attemptThatWasTakenBackShouldNotCount() {
        FailedLogIns failed = failedLogIns();
        EmailAddress account = somebody();
        ClientAddress address = somewhere();
        failed.takeBack(account, address);
        for (int i = 0; i < 20; i++) {
            assertThat(failed.count(account, address)).isEmpty();
            failed.takeBack(account, address);
        }

        for (int i = 0; i < 3; i++) {
            assertThat(failed.count(account, address)).isEmpty();
        }
        assertThat(failed.count(account, address)).isPresent();
    }

    @Test
    default void noMoreThanTheLimitShouldBeTriedWhenManyComeAtOnce() throws Exception {
        FailedLogIns failed = failedLogIns();
        EmailAddress account = somebody();

        assertThat(StoreContract.atOnce(20, () -> failed.count(account, somewhere())))
                .filteredOn(Optional::isEmpty)
                .hasSize(3);
    }

    @Test
    default void countShouldBeginAnewWhenTheWindowIsOver() {
        FailureLimit brief = new FailureLimit(1, Duration.ofMillis(300));
        FailedLogIns failed = failedLogIns(new LogInLimits(brief, FIVE));
        EmailAddress account = somebody();
        assertThat(failed.count(account, somewhere())).isEmpty();
        assertThat(failed.count(account, somewhere())).isPresent();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> failed.count(account, somewhere()).isEmpty());
        assertThat(failed.count(account, somewhere())).isPresent();
    }
}
