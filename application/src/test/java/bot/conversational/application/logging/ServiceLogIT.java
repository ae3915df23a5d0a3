package bot.conversational.application.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a node's log goes. No engine is needed for it. */
class ServiceLogIT {

    private static final Path JAR = Deployment.root().resolve("application/target/conversational-bot.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LINE = "\"message\":\"Started ";

    @TempDir
    private Path folder;

    @Test
    void nodeShouldLogToStandardOutputUnlessAFileIsNamed() {
        try (ServiceProcess node = start(Map.of())) {
            await().atMost(PATIENCE).until(() -> node.log().contains(LINE));
        }
    }

    @Test
    void nodeShouldLogToTheNamedFileAlone() throws IOException {
        Path file = folder.resolve("service.log");
        try (ServiceProcess node = start(Map.of("LOG_FILE", file.toString()))) {
            await().atMost(PATIENCE)
                    .until(() -> Files.exists(file) && Files.readString(file).contains(LINE));
            assertThat(node.log()).doesNotContain(LINE);
        }
        assertThat(Files.readAllLines(file)).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    /** Nobody listens at the ports of the engines. */
    private static ServiceProcess start(Map<String, String> values) {
        Map<String, String> environment = new TreeMap<>(values);
        environment.putAll(Map.of("POSTGRES_PORT", "1", "REDIS_PORT", "1", "ELASTICSEARCH_PORT", "1"));
        return ServiceProcess.start(JAR, "config.yml", environment, List.of("-Xmx128m"));
    }
}
