package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.session.login.FailedLogIns;
import bot.conversational.domain.session.login.FailedLogIns.Counting.Counted;
import bot.conversational.domain.session.login.FailedLogInsContract;
import bot.conversational.domain.session.login.FailureCount;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RedisFailedLogInsIT implements FailedLogInsContract {

    private static final Probe PROBE = new Probe();
    private static final RedisGuard SERVER = RedisGuard.connect("log-ins", PROBE.settings());

    private final FailedLogIns failed = failedLogIns();
    private final List<FailureCount> counts = List.of(
            new FailureCount(FailureCount.Kind.ACCOUNT, "ada-" + UUID.randomUUID() + "@example.org", THREE),
            new FailureCount(FailureCount.Kind.ADDRESS, "192.0.2." + UUID.randomUUID(), FIVE));

    @AfterAll
    static void disconnect() {
        SERVER.close();
        PROBE.close();
    }

    @Override
    public FailedLogIns failedLogIns() {
        return new RedisFailedLogIns(SERVER);
    }

    @Test
    void bothMethodsShouldTakeOneRoundTrip() {
        Counted first = (Counted) failed.count(counts);
        failed.takeBack(first); // connected, and the scripts are there
        assertThat(PROBE.roundTrips(() -> failed.count(counts))).isEqualTo(1);
        assertThat(PROBE.roundTrips(() -> failed.takeBack(first))).isEqualTo(1);
    }

    @Test
    void keysShouldEndByThemselvesAndTellNobodyWhoseTheyAre() {
        failed.count(counts);
        failed.takeBack((Counted) failed.count(counts));
        for (FailureCount count : counts) {
            String key = RedisKeys.failedLogIns(count);
            assertThat(PROBE.redis().hpttl(key, "n").getFirst())
                    .isBetween(1L, count.limit().window().toMillis());
            assertThat(key).doesNotContain("ada").doesNotContain("192.0.2");
        }
    }

    @Test
    void bothMethodsShouldSayUnavailableWhenTheServerIsFrozen() {
        Counted first = (Counted) failed.count(counts);
        try (Outage outage = PROBE.freeze()) {
            assertThatThrownBy(() -> failed.count(counts)).isInstanceOf(DomainException.Unavailable.class);
            assertThatThrownBy(() -> failed.takeBack(first)).isInstanceOf(DomainException.Unavailable.class);
        }
        await().ignoreException(DomainException.Unavailable.class).until(() -> {
            SERVER.probe();
            return true;
        });
    }
}
