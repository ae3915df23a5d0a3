package bot.conversational.domain.session.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.login.FailedLogIns.Counting;
import bot.conversational.domain.session.login.FailedLogIns.Counting.Counted;
import bot.conversational.domain.session.login.FailedLogIns.Counting.Refused;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.user.EmailAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link FailedLogIns} keeps. */
public interface FailedLogInsContract {

    FailureLimit TWO = new FailureLimit(2, Duration.ofMinutes(15));
    FailureLimit THREE = new FailureLimit(3, Duration.ofMinutes(15));
    FailureLimit FIVE = new FailureLimit(5, Duration.ofMinutes(1));
    LogInLimits LIMITS = new LogInLimits(TWO, THREE, FIVE, TWO);

    FailedLogIns failedLogIns();

    static EmailAddress somebody() {
        return new EmailAddress("somebody-" + UUID.randomUUID() + "@example.org");
    }

    static ClientAddress somewhere() {
        return new ClientAddress("somewhere-" + UUID.randomUUID());
    }

    private static List<FailureCount> logIn(EmailAddress account, ClientAddress address) {
        return LIMITS.logIn(account, address);
    }

    private static void assertRefused(Counting counting, Duration atLeast, Duration atMost) {
        assertThat(counting)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.retryAfter()).isBetween(atLeast, atMost));
    }

    @Test
    default void countShouldRefuseWhenAnAccountsLimitAtAnAddressIsUsedUpAndNowhereElse() {
        FailedLogIns failed = failedLogIns();
        EmailAddress account = somebody();
        ClientAddress stranger = somewhere();
        for (int i = 0; i < 2; i++) {
            assertThat(failed.count(logIn(account, stranger))).isInstanceOf(Counted.class);
        }

        assertRefused(failed.count(logIn(account, stranger)), Duration.ofMinutes(14), Duration.ofMinutes(15));
        assertThat(failed.count(logIn(account, somewhere()))).as("the owner").isInstanceOf(Counted.class);
        assertThat(failed.count(logIn(somebody(), stranger))).isInstanceOf(Counted.class);
    }

    @Test
    default void countShouldRefuseWhenAnAccountsLimitIsUsedUpWhereverItIsTriedFrom() {
        FailedLogIns failed = failedLogIns();
        EmailAddress account = somebody();
        for (int i = 0; i < 3; i++) {
            assertThat(failed.count(logIn(account, somewhere()))).isInstanceOf(Counted.class);
        }

        assertRefused(failed.count(logIn(account, somewhere())), Duration.ofMinutes(14), Duration.ofMinutes(15));
        assertThat(failed.count(logIn(new EmailAddress(account.value().toUpperCase(Locale.ROOT)), somewhere())))
                .as("in another case")
                .isInstanceOf(Refused.class);
        assertThat(failed.count(logIn(somebody(), somewhere()))).isInstanceOf(Counted.class);
    }

    @Test
    default void countShouldRefuseWhenAnAddressesLimitIsUsedUpWhateverAccountIsTried() {
        FailedLogIns failed = failedLogIns();
        ClientAddress address = somewhere();
        for (int i = 0; i < 5; i++) {
            assertThat(failed.count(logIn(somebody(), address))).isInstanceOf(Counted.class);
        }

        assertRefused(failed.count(logIn(somebody(), address)), Duration.ofSeconds(50), Duration.ofMinutes(1));
        assertThat(failed.count(logIn(somebody(), somewhere()))).isInstanceOf(Counted.class);
    }

    @Test
    default void sessionShouldCountByItselfAlone() {
        FailedLogIns failed = failedLogIns();
        List<FailureCount> session = LIMITS.confirmation(new SessionId(UUID.randomUUID()));
        for (int i = 0; i < 2; i++) {
            assertThat(failed.count(session)).isInstanceOf(Counted.class);
        }

        assertThat(failed.count(session)).isInstanceOf(Refused.class);
        assertThat(failed.count(LIMITS.confirmation(new SessionId(UUID.randomUUID()))))
                .isInstanceOf(Counted.class);
    }

    @Test
    default void refusedAttemptShouldCountUnderNone() {
        FailedLogIns failed = failedLogIns();
        EmailAddress usedUp = somebody();
        ClientAddress address = somewhere();
        for (int i = 0; i < 3; i++) {
            failed.count(logIn(usedUp, somewhere()));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(failed.count(logIn(usedUp, address))).isInstanceOf(Refused.class);
        }

        for (int i = 0; i < 5; i++) {
            assertThat(failed.count(logIn(somebody(), address))).isInstanceOf(Counted.class);
        }
    }

    @Test
    default void attemptThatWasTakenBackShouldNotCount() {
        FailedLogIns failed = failedLogIns();
        EmailAddress account = somebody();
        ClientAddress address = somewhere();
        for (int i = 0; i < 20; i++) {
            assertThat(failed.count(logIn(account, address))).isInstanceOfSatisfying(Counted.class, failed::takeBack);
        }

        for (int i = 0; i < 2; i++) {
            assertThat(failed.count(logIn(account, address))).isInstanceOf(Counted.class);
        }
        assertThat(failed.count(logIn(account, address))).isInstanceOf(Refused.class);
    }

    @Test
    default void noMoreThanTheLimitShouldBeTriedWhenManyComeAtOnce() throws Exception {
        FailedLogIns failed = failedLogIns();
        EmailAddress account = somebody();

        assertThat(StoreContract.atOnce(20, () -> failed.count(logIn(account, somewhere()))))
                .filteredOn(Counted.class::isInstance)
                .hasSize(3);
    }

    @Test
    default void countShouldBeginAnewWhenTheWindowIsOver() {
        FailedLogIns failed = failedLogIns();
        List<FailureCount> brief = List.of(FailureCount.of(somebody(), new FailureLimit(1, Duration.ofMillis(300))));
        assertThat(failed.count(brief)).isInstanceOf(Counted.class);
        assertThat(failed.count(brief)).isInstanceOf(Refused.class);

        await().atMost(Duration.ofSeconds(30)).until(() -> failed.count(brief) instanceof Counted);
        assertThat(failed.count(brief)).isInstanceOf(Refused.class);
    }

    @Test
    default void takeBackShouldNotTakeFromTheNextWindow() {
        FailedLogIns failed = failedLogIns();
        List<FailureCount> brief = List.of(FailureCount.of(somebody(), new FailureLimit(1, Duration.ofSeconds(2))));
        Counted slow = (Counted) failed.count(brief);
        await().atMost(Duration.ofSeconds(30)).until(() -> failed.count(brief) instanceof Counted);

        failed.takeBack(slow);

        assertThat(failed.count(brief)).isInstanceOf(Refused.class);
    }
}
