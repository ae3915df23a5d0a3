package bot.conversational.application.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bot.conversational.application.service.harness.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node as its image and its unit run it: by {@code infra/run.sh}, with a disk of which only {@code /tmp} can be written. */
class ContainedNodeIT {

    private static final List<String> READ_ONLY =
            List.of("bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp");

    private static final int TERMINATED = 143;

    @TempDir
    private Path folder;

    @Test
    void nodeShouldServeFromADiskThatCannotBeWritten() throws Exception {
        List<String> probe = new ArrayList<>(READ_ONLY);
        probe.add("true");
        assumeTrue(
                HostTools.isThere("bwrap") && HostTools.run(Map.of(), probe).status() == 0,
                "only bubblewrap makes a disk read-only for one process");
        Map<String, String> environment = new HashMap<>(
                Deployment.fresh(Map.of("EMBEDDING_PROVIDER", "local")).environment());
        environment.put("DJL_CACHE_DIR", "/tmp/djl"); // as in the image
        environment.put("JAVA_HEAP", "256m");
        List<String> command = new ArrayList<>(READ_ONLY);
        command.addAll(List.of("--die-with-parent", "infra/run.sh"));

        try (StartedScript node =
                new StartedScript(Deployment.root(), folder.resolve("node.log"), environment, command)) {
            node.use();
            assertThat(node.health("alive")).isZero();
            await().atMost(Duration.ofMinutes(2)).until(() -> node.said().contains("the model of embeddings "));
            assertThat(node.said())
                    .contains("the model of embeddings is loaded")
                    .doesNotContain("Read-only file system");
            assertThat(node.endNode()).isEqualTo(TERMINATED);
            assertThat(node.health("alive")).isNotZero();
        }
    }
}
