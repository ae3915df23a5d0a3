package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engine;
import bot.conversational.adapters.engines.Engines;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ScriptedModelServer;
import bot.conversational.application.service.harness.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two nodes and all engines, which are killed and frozen at random, one or two at once, while users talk. {@code -Pfaults}
 * goes on for ten minutes. Prints what was done.
 */
@Tag("alone")
class ChaosIT {

    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("faults.chaosSeconds", 15));
    private static final int TURNS = Integer.getInteger("faults.chaosTurns", 50);
    private static final int CLIENTS = 24;

    /** An engine that starts takes both cores for long. */
    private static final int KILLS_OF_ELASTICSEARCH_IN = 8;

    /** Of so many absences one may outlast the lease of a node, 15 s. */
    private static final int LONG_IN = 12;

    private static final int BEYOND_LEASE = 20_000;

    private static final Duration EQUAL = Duration.ofMinutes(3);

    private enum Victim {
        NODE_1,
        NODE_2,
        POSTGRES,
        REDIS,
        ELASTICSEARCH
    }

    private final ScriptedModelServer model = new ScriptedModelServer();
    private final Deployment deployment = Deployment.fresh(model.environment());
    private final AtomicReferenceArray<ServiceProcess> nodes = new AtomicReferenceArray<>(2);
    private final Random random = new Random(20_261_129);
    private final Map<String, Integer> done = new TreeMap<>();

    @Test
    void nothingAcknowledgedShouldBeLostOrDoubledWhateverFails() throws Exception {
        nodes.set(0, deployment.start());
        nodes.set(1, deployment.start());
        TalkingClients clients = new TalkingClients(nodes::get, CLIENTS, 3, 1);
        long end = System.nanoTime() + LENGTH.toNanos();
        try (clients) {
            while (System.nanoTime() < end || clients.acknowledged() < TURNS) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
                strike();
                clients.assertTalking();
            }
        }
        System.out.println("chaos: " + clients.acknowledged() + " turns acknowledged, " + done);
        assertThat(clients.acknowledged()).isGreaterThanOrEqualTo(TURNS);
        clients.assertKept();
        await("the index has what PostgreSQL has")
                .atMost(EQUAL)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> deployment.command("audit", "config.yml").exitCode() == 0);
        nodes.get(0).close();
        nodes.get(1).close();
        model.close();
    }

    /** Takes one or two away, waits, and gives them back. */
    private void strike() throws Exception {
        List<Victim> victims = new ArrayList<>(List.of(Victim.values()));
        Collections.shuffle(victims, random);
        // A node that starts waits for the engines: they come back first.
        List<Victim> chosen = victims.subList(0, 1 + random.nextInt(2));
        chosen.sort(Comparator.reverseOrder());
        List<AutoCloseable> back = new ArrayList<>();
        for (Victim victim : chosen) {
            boolean kill = random.nextInt(victim == Victim.ELASTICSEARCH ? KILLS_OF_ELASTICSEARCH_IN : 2) == 0;
            done.merge(victim + (kill ? " killed" : " frozen"), 1, Integer::sum);
            back.add(
                    switch (victim) {
                        case NODE_1 -> node(0, kill);
                        case NODE_2 -> node(1, kill);
                        case POSTGRES -> engine(Engines.postgres(), kill);
                        case REDIS -> engine(Engines.redis(), kill);
                        case ELASTICSEARCH -> engine(Engines.elasticsearch(), kill);
                    });
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(random.nextInt(LONG_IN) == 0 ? BEYOND_LEASE : 3_000));
        for (AutoCloseable taken : back) {
            taken.close();
        }
    }

    private AutoCloseable node(int index, boolean kill) {
        ServiceProcess node = nodes.get(index);
        if (kill) {
            node.kill();
            return () -> nodes.set(index, deployment.start());
        }
        node.signal("STOP");
        return () -> node.signal("CONT");
    }

    private static AutoCloseable engine(Engine engine, boolean kill) {
        if (kill) {
            engine.kill();
            return engine::restart;
        }
        engine.pause();
        return engine::resume;
    }
}
