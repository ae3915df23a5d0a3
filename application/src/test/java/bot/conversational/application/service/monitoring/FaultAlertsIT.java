package bot.conversational.application.service.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.EngineControl;
import bot.conversational.adapters.engines.Engines;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ScriptedModelServer;
import bot.conversational.application.service.harness.ServiceProcess;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each fault fires the alerts that docs/operations.md names, and no others: what a node under load told each second is told
 * to Prometheus' checker as 15 s apart. With {@code -Pfaults} only, since it takes minutes.
 */
@Tag("alone")
class FaultAlertsIT {

    private static final boolean WANTED = Boolean.getBoolean("faults.alerts");
    private static final int HEALTHY = 25;
    private static final int FAULTY = 30;
    private static final int USERS = 8;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ((?:`\\w+`(?:, )?)+|none) \\|$");

    @TempDir
    Path folder;

    private final ScriptedModelServer model = new ScriptedModelServer();
    private final List<Thread> users = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private ServiceProcess node;

    @BeforeEach
    void start() throws Exception {
        assumeThat(WANTED).as("-Pfaults").isTrue();
        node = Deployment.fresh(model.environment()).start();
        for (int i = 0; i < USERS; i++) {
            Api api = node.api().asNewUser();
            String conversation = api.newConversation();
            users.add(Thread.ofVirtual().start(() -> talk(api, conversation)));
        }
    }

    @AfterEach
    void stop() throws Exception {
        stopped.countDown();
        for (Thread user : users) {
            user.join();
        }
        if (WANTED) {
            node.close();
        }
        model.close();
    }

    @Test
    void nothingShouldFireWithoutAFault() throws Exception {
        assertFires("none of these", () -> {}, () -> {});
    }

    @Test
    void postgresqlThatHangs() throws Exception {
        EngineControl postgresql = Engines.postgres().power();
        assertFires("PostgreSQL hangs", postgresql::pause, postgresql::resume);
    }

    @Test
    void redisThatHangs() throws Exception {
        EngineControl redis = Engines.redis().power();
        assertFires("Redis hangs", redis::pause, redis::resume);
    }

    @Test
    void redisThatIsGone() throws Exception {
        EngineControl redis = Engines.redis().power();
        assertFires("Redis is gone", redis::kill, redis::restart);
    }

    @Test
    void elasticsearchThatHangs() throws Exception {
        EngineControl elasticsearch = Engines.elasticsearch().power();
        assertFires("Elasticsearch hangs", elasticsearch::pause, elasticsearch::resume);
    }

    @Test
    void modelThatIsGone() throws Exception {
        assertFires("the model is gone", model::close, () -> {});
    }

    @Test
    void nodeThatIsGone() throws Exception {
        assertFires("the node is gone", node::kill, () -> {});
    }

    private void assertFires(String fault, Runnable begin, Runnable end) throws Exception {
        Promtool promtool = Promtool.find();
        Set<String> expected = expected(fault);
        RecordedMetrics recorded = new RecordedMetrics();
        await().atMost(SOON).until(() -> told().value("turns_ended_total", Map.of()) > USERS);
        record(recorded, HEALTHY);
        begin.run();
        try {
            record(recorded, FAULTY);
        } finally {
            end.run();
        }
        Path test = folder.resolve("recorded.yml");
        Files.writeString(test, recorded.test(MonitoringFiles.rules(), expected));
        System.out.printf("%s: %d scrapes, should fire %s%n", fault, recorded.scrapes(), expected);
        promtool.passes("", "test", "rules", test.toString());
    }

    /** As the runbook says. */
    private static Set<String> expected(String fault) throws Exception {
        String runbook = Files.readString(Deployment.root().resolve("docs/operations.md"));
        Matcher row = ROW.matcher(runbook);
        while (row.find()) {
            if (row.group(1).equals(fault)) {
                Set<String> alerts = new TreeSet<>();
                Pattern.compile("\\w+(?=`)").matcher(row.group(2)).results().forEach(it -> alerts.add(it.group()));
                assertThat(MonitoringFiles.alerts()).containsAll(alerts);
                return alerts;
            }
        }
        throw new AssertionError("The runbook does not know the fault: " + fault);
    }

    private void record(RecordedMetrics recorded, int seconds) throws InterruptedException {
        long next = System.nanoTime();
        for (int i = 0; i < seconds; i++) {
            try {
                recorded.add(told());
            } catch (UncheckedIOException gone) {
                recorded.addFailure();
            }
            next += TimeUnit.SECONDS.toNanos(1);
            TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
        }
    }

    private Scrape told() {
        return Scrape.of(node.admin().get("/metrics").expect(200).text());
    }

    private void talk(Api api, String conversation) {
        try {
            do {
                try {
                    api.say(conversation, "Which trees are there?");
                    api.search("trees");
                    api.get("/api/v1/conversations");
                } catch (UncheckedIOException | IllegalStateException fault) {
                    // What callers see of a fault is other tests' affair.
                }
            } while (!stopped.await(200, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
