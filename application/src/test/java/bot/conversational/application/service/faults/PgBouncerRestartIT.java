package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.PgBouncer;
import bot.conversational.application.service.faults.SteadyLoad.Call;
import bot.conversational.application.service.faults.SteadyLoad.User;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node behind PgBouncer, which is restarted while users read and ask. Prints what was seen. */
@Tag("alone")
class PgBouncerRestartIT {

    private static final boolean LONG = Integer.getInteger("scale.turns", 0) > 100;
    private static final int USERS = 6;
    private static final int RESTARTS = LONG ? 5 : 1;

    /** Good calls between restarts. */
    private static final int CALLS = LONG ? 300 : 60;

    /** From the first refused call of a restart to the end of the last one. A machine that does other work is later. */
    private static final Duration REFUSED = Duration.ofSeconds(LONG ? 1 : 10);

    private static final Duration SOON = Duration.ofMinutes(1);

    /** A turn whose beginning nobody can tell about may be in the way of the next one. */
    private static final Set<Integer> EXPECTED = Set.of(200, 201, 409, 503);

    @Test
    void restartShouldCostAMomentAndNoAnswer() throws Exception {
        try (PgBouncer pooler = new PgBouncer();
                Node node = behind(pooler).startInProcess()) {
            SteadyLoad load = new SteadyLoad(node.api(), User.register(node.api(), USERS));
            Duration refused = Duration.ZERO;
            try (load) {
                awaitGood(load);
                for (int i = 0; i < RESTARTS; i++) {
                    long began = System.nanoTime();
                    pooler.restart();
                    awaitGood(load);
                    Duration time = refused(load, began);
                    refused = time.compareTo(refused) > 0 ? time : refused;
                }
            }
            List<Call> calls = load.calls();
            System.out.printf(
                    "PgBouncer restarted %d times: %d calls, %d refused, for %d ms at the longest, slowest %d ms%n",
                    RESTARTS,
                    calls.size(),
                    calls.stream().filter(Call::failed).count(),
                    refused.toMillis(),
                    Fault.slowest(calls).toMillis());
            assertThat(calls).extracting(Call::status).allMatch(EXPECTED::contains);
            assertThat(calls).filteredOn(Call::failed).allMatch(Call::retryAfter);
            assertThat(refused).isLessThanOrEqualTo(REFUSED);
            KeptQuestions.assertNothingDoubled(load);
        }
    }

    private static Deployment behind(PgBouncer pooler) {
        return Deployment.fresh(Map.of("POSTGRES_HOST", "127.0.0.1", "POSTGRES_PORT", Integer.toString(pooler.port())));
    }

    /** Until some calls went well that began from now on. */
    private static void awaitGood(SteadyLoad load) {
        long now = System.nanoTime();
        await().atMost(SOON)
                .until(() -> load.calls().stream()
                                .filter(call -> call.began() - now > 0 && !call.failed())
                                .count()
                        >= CALLS);
    }

    /** The time between the first refused call that ended from then on and the end of the last one. */
    private static Duration refused(SteadyLoad load, long from) {
        List<Call> refused = load.calls().stream()
                .filter(call -> call.failed() && call.ended() - from > 0)
                .toList();
        long first = refused.stream().mapToLong(Call::began).min().orElse(0);
        long last = refused.stream().mapToLong(Call::ended).max().orElse(0);
        return Duration.ofNanos(last - first);
    }
}
