package bot.conversational.domain.registration;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.stores.StoreContract;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What all {@link RegistrationAttempts} keep. */
public interface RegistrationAttemptsContract {

    RegistrationAttempts attempts(RegistrationLimits limits);

    private static ClientAddress somewhere() {
        return new ClientAddress("somewhere-" + UUID.randomUUID());
    }

    private static void use(RegistrationAttempts attempts, ClientAddress address, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(attempts.count(address)).isEmpty();
        }
    }

    @Test
    default void countShouldRefuseWhenTheMinutesLimitIsUsedUp() {
        RegistrationAttempts attempts = attempts(new RegistrationLimits(3, 100));
        ClientAddress address = somewhere();
        use(attempts, address, 3);

        assertThat(attempts.count(address))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1)));
        assertThat(attempts.count(somewhere())).isEmpty();
    }

    @Test
    default void countShouldRefuseWhenTheDaysLimitIsUsedUp() {
        RegistrationAttempts attempts = attempts(new RegistrationLimits(100, 3));
        ClientAddress address = somewhere();
        use(attempts, address, 3);

        assertThat(attempts.count(address))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofHours(23), Duration.ofDays(1)));
    }

    @Test
    default void countShouldRefuseNothingWhenThereIsNoLimit() {
        use(attempts(new RegistrationLimits(0, 0)), somewhere(), 200);
        RegistrationAttempts daily = attempts(new RegistrationLimits(0, 150));
        ClientAddress address = somewhere();
        use(daily, address, 150);
        assertThat(daily.count(address)).isPresent();
    }

    @Test
    default void noMoreThanTheLimitShouldBeMadeWhenManyComeAtOnce() throws Exception {
        RegistrationAttempts attempts = attempts(new RegistrationLimits(3, 100));
        ClientAddress address = somewhere();

        assertThat(StoreContract.atOnce(20, () -> attempts.count(address)))
                .filteredOn(Optional::isEmpty)
                .hasSize(3);
    }
}
