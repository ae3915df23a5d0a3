package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ScriptedModelServer;
import bot.conversational.application.service.harness.ServiceProcess;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;

/** Two nodes under load, one of which is killed again and again. {@code -Pfaults} kills 200 times. */
class KillsIT {

    private static final int KILLS = Integer.getInteger("faults.kills", 6);
    private static final int CLIENTS = 6;

    private final ScriptedModelServer model = new ScriptedModelServer();
    private final AtomicReferenceArray<ServiceProcess> nodes = new AtomicReferenceArray<>(2);
    private final Random random = new Random(20_260_301);

    @Test
    void nothingAcknowledgedShouldBeLostDoubledOrLeftRunning() throws Exception {
        Deployment deployment = Deployment.fresh(model.environment());
        nodes.set(0, deployment.start());
        nodes.set(1, deployment.start());
        TalkingClients clients = new TalkingClients(nodes::get, CLIENTS, 20, 20);
        try (clients) {
            for (int kill = 0; kill < KILLS; kill++) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(800));
                int victim = random.nextInt(2);
                nodes.get(victim).kill();
                nodes.set(victim, deployment.start());
                clients.assertTalking();
            }
        }
        assertThat(clients.acknowledged()).isGreaterThan(KILLS);
        clients.assertKept();
        nodes.get(0).close();
        nodes.get(1).close();
        model.close();
    }
}
