package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.PostgresStandby;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on PostgreSQL and its replica. While users write through one and read through the other, the replica stands
 * still, freezes and dies. {@code -Pscale} has it stand still for longer. Prints what was seen.
 */
@Tag("alone")
class ReplicaIT {

    private static final int USERS = 4;
    private static final Duration PAUSED = Duration.ofSeconds(Integer.getInteger("scale.paused", 2));
    private static final Duration FROZEN = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int SOME_READS = 100;

    /** A frozen replica is found out sooner; the rest is for a machine on which much runs at once. */
    private static final Duration LONGEST_READ = Duration.ofSeconds(5);

    @Test
    void readsShouldMissNothingAndFailNeverWhateverTheReplicaDoes() throws Exception {
        try (PostgresStandby postgres = PostgresStandby.startReplica()) {
            Deployment deployment = Deployment.fresh(postgres.environment());
            deployment.command("db", "migrate", "config.yml").endsWith(0);
            try (Node first = deployment.startInProcess();
                    Node second = deployment.startInProcess()) {
                List<Node> nodes = List.of(first, second);
                try (WritingUsers users = new WritingUsers(nodes, USERS)) {
                    await("the replica answers").atMost(SOON).until(() -> replicaReads(nodes) > SOME_READS);
                    report("at rest", users, nodes);
                    postgres.pauseReplay();
                    go(PAUSED);
                    report("paused", users, nodes);
                    postgres.resumeReplay();
                    long before = replicaReads(nodes);
                    await("it answers again").atMost(SOON).until(() -> replicaReads(nodes) > before + SOME_READS);
                    postgres.freeze();
                    go(FROZEN);
                    report("frozen", users, nodes);
                    postgres.thaw();
                    long thawed = replicaReads(nodes);
                    await("it answers again").atMost(SOON).until(() -> replicaReads(nodes) > thawed + SOME_READS);
                    postgres.killStandby();
                    go(FROZEN);
                    report("dead", users, nodes);
                    assertThat(second.admin().get("/healthcheck").text()).contains("the replica does not answer");
                    users.close();
                    assertThat(users.missing()).isEmpty();
                    assertThat(users.failed()).isEmpty();
                }
            }
        }
    }

    private static void go(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    private static void report(String when, WritingUsers users, List<Node> nodes) {
        Duration longest = users.longest();
        System.out.printf(
                "replica %s: %d reads so far, %d of them by it, %d by the primary; longest %d ms; %d missed, %d failed%n",
                when,
                users.reads(),
                replicaReads(nodes),
                metric(nodes, "replica_fallbacks_total"),
                longest.toMillis(),
                users.missing().size(),
                users.failed().size());
        assertThat(longest).as(when).isLessThan(LONGEST_READ);
    }

    private static long replicaReads(List<Node> nodes) {
        return metric(nodes, "replica_reads_total");
    }

    private static long metric(List<Node> nodes, String name) {
        Pattern line = Pattern.compile("(?m)^" + name + " (\\S+)$");
        return nodes.stream()
                .map(node -> line.matcher(node.admin().get("/metrics").text())
                        .results()
                        .map(MatchResult::group))
                .flatMap(values -> values)
                .mapToLong(value -> (long) Double.parseDouble(value.substring(value.indexOf(' ') + 1)))
                .sum();
    }
}
