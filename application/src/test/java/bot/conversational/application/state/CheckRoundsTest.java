package bot.conversational.application.state;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.health.HealthProbe;
import bot.conversational.application.health.ProbeHealthCheck;
import bot.conversational.application.state.CheckRounds.Finding;
import com.codahale.metrics.health.HealthCheckRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckRoundsTest {

    private final HealthCheckRegistry checks = new HealthCheckRegistry();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final CheckRounds rounds = new CheckRounds(checks, threads, now::get);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void check(String name, HealthProbe probe) {
        checks.register(name, new ProbeHealthCheck(probe));
    }

    @Test
    void latestShouldTellWhichChecksFailAndWhichSayNothing() {
        check("well", new HealthProbe("well", () -> "all is well"));
        check("ill", new HealthProbe("ill", () -> {
            throw new IllegalStateException("10.0.0.7 is away");
        }));
        CountDownLatch never = new CountDownLatch(1);
        check("frozen", new HealthProbe("frozen", () -> {
            never.await();
            return "thawed";
        }));

        CheckRounds.Round round = rounds.latest();

        assertThat(round.at()).isEqualTo(now.get());
        assertThat(round.findings())
                .containsExactly(new Finding("frozen", false), new Finding("ill", false), new Finding("well", true));
    }

    @Test
    void latestShouldAskAgainOnlyWhenTheRoundIsOld() {
        AtomicInteger asked = new AtomicInteger();
        check("counted", new HealthProbe("counted", () -> "asked " + asked.incrementAndGet()));

        rounds.latest();
        now.updateAndGet(it -> it.plus(CheckRounds.FRESH).minus(Duration.ofMillis(1)));
        rounds.latest();
        assertThat(asked).hasValue(1);

        now.updateAndGet(it -> it.plusMillis(1));
        rounds.latest();
        assertThat(asked).hasValue(2);
    }
}
