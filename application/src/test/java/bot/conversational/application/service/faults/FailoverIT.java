package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bot.conversational.adapters.engines.PostgresStandby;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ScriptedModelServer;
import bot.conversational.application.service.harness.ServiceProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on a primary of PostgreSQL and its synchronous standby. While users talk, the standby freezes, the primary dies
 * and the standby is promoted. {@code -Pscale} has more turns at stake. Prints what was seen.
 */
@Tag("alone")
class FailoverIT {

    /** Acknowledged before the standby freezes. */
    private static final int TURNS = Integer.getInteger("scale.turns", 100);

    private static final int CLIENTS = 12;
    private static final Duration FROZEN = Duration.ofSeconds(5);

    /** Of the promotion, until a turn is acknowledged again: two seconds, where nothing else runs. */
    private static final Duration RECOVERY = Duration.ofSeconds(Integer.getInteger("scale.recovery", 10));

    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void acknowledgedTurnsShouldSurviveThePrimary() throws Exception {
        assumeTrue(TURNS > 100, "a fail-over under load takes minutes: it runs with -Pscale only");
        try (PostgresStandby postgres = PostgresStandby.start();
                ScriptedModelServer model = new ScriptedModelServer()) {
            Map<String, String> values = new HashMap<>(postgres.environment());
            values.putAll(model.environment());
            Deployment deployment = Deployment.fresh(values);
            deployment.command("db", "migrate", "config.yml").endsWith(0);
            try (ServiceProcess first = deployment.start();
                    ServiceProcess second = deployment.start()) {
                failOver(postgres, List.of(first, second));
                await("the index has what PostgreSQL has")
                        .atMost(SOON)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> deployment.command("audit", "config.yml").exitCode() == 0);
            }
        }
    }

    private static void failOver(PostgresStandby postgres, List<ServiceProcess> nodes) throws Exception {
        TalkingClients clients = new TalkingClients(nodes::get, CLIENTS, 3, 1);
        long killed;
        long promoted;
        long recovered;
        int before;
        try (clients) {
            awaitMore(clients, TURNS);
            postgres.freeze();
            TimeUnit.MILLISECONDS.sleep(FROZEN.toMillis());
            postgres.killPrimary();
            killed = System.nanoTime();
            before = clients.acknowledged();
            postgres.thaw();
            postgres.promote();
            promoted = System.nanoTime();
            await().pollInterval(Duration.ofMillis(10)).until(() -> clients.acknowledged() > before);
            recovered = System.nanoTime();
            awaitMore(clients, CLIENTS);
            clients.assertTalking();
        }
        System.out.printf(
                "fail-over: %d turns acknowledged before, %d in all; the first %d ms after the promotion, %d ms after the kill%n",
                before,
                clients.acknowledged(),
                TimeUnit.NANOSECONDS.toMillis(recovered - promoted),
                TimeUnit.NANOSECONDS.toMillis(recovered - killed));
        clients.assertKept();
        assertThat(Duration.ofNanos(recovered - promoted)).isLessThan(RECOVERY);
    }

    private static void awaitMore(TalkingClients clients, int turns) {
        int wanted = clients.acknowledged() + turns;
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    clients.assertTalking();
                    return clients.acknowledged() >= wanted;
                });
    }
}
