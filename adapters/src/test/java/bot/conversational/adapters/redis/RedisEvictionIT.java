package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.admission.SessionGate.Admission;
import bot.conversational.domain.session.admission.SessionGateContract.Login;
import bot.conversational.domain.session.login.FailedLogIns.Counting;
import bot.conversational.domain.session.login.FailureCount;
import bot.conversational.domain.session.login.FailureLimit;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever fills the memory resets no limit. */
@Tag("alone")
class RedisEvictionIT {

    private static final RateLimit ONE = new RateLimit(LimitPolicy.CHAT, 1, 1);
    private static final int VALUE = 64 * 1024;

    private final Probe probe = new Probe();
    private final RedisGuard server = RedisGuard.connect("eviction", probe.settings());
    private final String memory = probe.redis().configGet("maxmemory").getOrDefault("maxmemory", "0");

    @AfterEach
    void giveMemoryBack() {
        probe.redis().configSet("maxmemory", memory);
        server.close();
        probe.close();
    }

    @Test
    void countsOfLimitsShouldSurviveWhenCachesAreEvicted() {
        RedisFailedLogIns failed = new RedisFailedLogIns(server);
        List<FailureCount> counts = List.of(new FailureCount(
                FailureCount.Kind.ACCOUNT, UUID.randomUUID().toString(), new FailureLimit(1, Duration.ofMinutes(15))));
        RedisSessionGate gate =
                new RedisSessionGate(server, new SessionLife(Duration.ofMinutes(30), Duration.ofDays(1)));
        Login login = Login.now();
        gate.remember(login.session());
        gate.admit(login.token(), ONE);
        failed.count(counts);

        long evicted = info("stats", "evicted_keys");
        probe.redis().configSet("maxmemory", Long.toString(info("memory", "used_memory") + 16L * VALUE));
        for (int i = 0; i < 500; i++) {
            probe.set("conversational_bot:test:" + UUID.randomUUID(), "x".repeat(VALUE));
        }

        assertThat(info("stats", "evicted_keys") - evicted).isGreaterThan(100);
        assertThat(failed.count(counts)).isInstanceOf(Counting.Refused.class);
        gate.remember(login.session()); // the session itself comes back from the store
        assertThat(gate.admit(login.token(), ONE))
                .isInstanceOfSatisfying(
                        Admission.Known.class,
                        known -> assertThat(known.decision()).isInstanceOf(RateLimitDecision.Refused.class));
    }

    private long info(String section, String field) {
        return probe.redis()
                .info(section)
                .lines()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElseThrow();
    }
}
