package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.registration.RegistrationAttempts;
import bot.conversational.domain.registration.RegistrationAttemptsContract;
import bot.conversational.domain.registration.RegistrationLimits;
import bot.conversational.domain.session.ClientAddress;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RedisRegistrationAttemptsIT implements RegistrationAttemptsContract {

    private static final Probe PROBE = new Probe();
    private static final RedisGuard SERVER = RedisGuard.connect("registrations", PROBE.settings());

    @AfterAll
    static void disconnect() {
        SERVER.close();
        PROBE.close();
    }

    @Override
    public RegistrationAttempts attempts(RegistrationLimits limits) {
        return new RedisRegistrationAttempts(SERVER, limits);
    }

    @Test
    void countShouldTakeOneRoundTripAndEndByItself() {
        RegistrationAttempts attempts = attempts(new RegistrationLimits(10, 100));
        ClientAddress address = new ClientAddress("192.0.2." + UUID.randomUUID());
        attempts.count(address); // connected, and the script is there
        assertThat(PROBE.roundTrips(() -> attempts.count(address))).isEqualTo(1);
        assertCountEnds(RedisKeys.registrations("minute", address), Duration.ofMinutes(1));
        assertCountEnds(RedisKeys.registrations("day", address), Duration.ofDays(1));
    }

    /** The count ends and its key does not, so that whoever fills the memory evicts none. */
    private static void assertCountEnds(String key, Duration window) {
        assertThat(PROBE.redis().hpttl(key, "n").getFirst()).isBetween(1L, window.toMillis());
        assertThat(PROBE.redis().ttl(key)).isEqualTo(-1);
    }
}
