package bot.conversational.application.service.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.FreePorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exporters of the engines, of Debian's packages: all that dashboards name is told. */
class ExportersIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> PROGRAMS =
            List.of("prometheus-postgres-exporter", "prometheus-redis-exporter", "prometheus-elasticsearch-exporter");

    @TempDir
    Path folder;

    @Test
    void exportersShouldTellWhatDashboardsAndRulesName() throws Exception {
        String folders = PROGRAMS.stream()
                .map(program -> DebianProgram.find(program, program).getParent().toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        List<Integer> ports = PROGRAMS.stream().map(program -> FreePorts.one()).toList();
        Process exporters = start(ports, folders);
        try {
            await().atMost(SOON)
                    .ignoreException(UncheckedIOException.class)
                    .untilAsserted(() -> assertThat(told(ports)).containsAll(MonitoringFiles.OF_EXPORTERS));
        } finally {
            exporters.destroy();
            assertThat(exporters.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ports)
                .allSatisfy(port -> assertThatThrownBy(() -> new Api("http://127.0.0.1:" + port).get("/metrics"))
                        .isInstanceOf(UncheckedIOException.class));
    }

    private Process start(List<Integer> ports, String folders) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        MonitoringFiles.FOLDER.resolve("exporters.sh").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("exporters.log").toFile());
        builder.environment().putAll(Deployment.shared().environment());
        builder.environment().merge("PATH", folders, (path, first) -> first + File.pathSeparator + path);
        builder.environment()
                .putAll(Map.of(
                        "DATA_DIR", folder.toString(),
                        "POSTGRESQL_EXPORTER_PORT", String.valueOf(ports.get(0)),
                        "REDIS_EXPORTER_PORT", String.valueOf(ports.get(1)),
                        "ELASTICSEARCH_EXPORTER_PORT", String.valueOf(ports.get(2))));
        return builder.start();
    }

    private static Set<String> told(List<Integer> ports) {
        return ports.stream()
                .flatMap(port ->
                        Scrape.of(new Api("http://127.0.0.1:" + port)
                                        .get("/metrics")
                                        .expect(200)
                                        .text())
                                .samples()
                                .stream())
                .map(Scrape.Sample::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
