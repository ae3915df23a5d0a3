package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.login.FailedLogIns;
import bot.conversational.domain.session.login.FailedLogInsContract;
import bot.conversational.domain.session.login.LogInLimits;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.EmailAddress;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RedisFailedLogInsIT implements FailedLogInsContract {

    private static final Probe PROBE = new Probe();
    private static final RedisGuard SERVER = RedisGuard.connect("log-ins", PROBE.settings());

    private final FailedLogIns failed = failedLogIns(new LogInLimits(THREE, FIVE));
    private final EmailAddress account = new EmailAddress("ada-" + UUID.randomUUID() + "@example.org");
    private final ClientAddress address = new ClientAddress("192.0.2." + UUID.randomUUID());

    @AfterAll
    static void disconnect() {
        SERVER.close();
        PROBE.close();
    }

    @Override
    public FailedLogIns failedLogIns(LogInLimits limits) {
        return new RedisFailedLogIns(SERVER, limits);
    }

    @Test
    void bothMethodsShouldTakeOneRoundTrip() {
        failed.count(account, address);
        failed.takeBack(account, address); // connected, and the scripts are there
        assertThat(PROBE.roundTrips(() -> failed.count(account, address))).isEqualTo(1);
        assertThat(PROBE.roundTrips(() -> failed.takeBack(account, address))).isEqualTo(1);
    }

    @Test
    void keysShouldEndByThemselvesAndTellNobodyWhoseTheyAre() {
        failed.count(account, address);
        failed.count(account, address);
        failed.takeBack(account, address);
        assertThat(PROBE.redis().pttl(RedisKeys.failedLogIns(account)))
                .isBetween(1L, THREE.window().toMillis());
        assertThat(PROBE.redis().pttl(RedisKeys.failedLogIns(address)))
                .isBetween(1L, FIVE.window().toMillis());
        assertThat(RedisKeys.failedLogIns(account)).doesNotContain("ada");
    }

    @Test
    void bothMethodsShouldSayUnavailableWhenTheServerIsFrozen() {
        failed.count(account, address);
        try (Outage outage = PROBE.freeze()) {
            assertThatThrownBy(() -> failed.count(account, address)).isInstanceOf(DomainException.Unavailable.class);
            assertThatThrownBy(() -> failed.takeBack(account, address)).isInstanceOf(DomainException.Unavailable.class);
        }
        await().ignoreException(DomainException.Unavailable.class).until(() -> {
            SERVER.ping();
            return true;
        });
    }
}
