package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bot.conversational.application.service.harness.CommandResult;
import bot.conversational.application.service.harness.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node or a command that cannot do its work where it is ends at once, and says why in one line. */
class CannotServeIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"server config.yml", "db migrate config.yml", "audit config.yml", "check config.yml"})
    void missingSecretFileShouldBeNamed(String command) {
        assertThat(said(Map.of("POSTGRES_PASSWORD_FILE", "/nowhere/secret"), command.split(" ")))
                .containsExactly("POSTGRES_PASSWORD_FILE names a file that cannot be read: /nowhere/secret");
    }

    @Test
    void badValueShouldBeNamed() {
        assertThat(String.join(" ", said(Map.of("POSTGRES_PORT", "0"), "server", "config.yml")))
                .contains("postgres.port", "(POSTGRES_PORT in the environment)")
                .doesNotContain("\tat ");
    }

    @Test
    void userThatPostgresRefusesShouldBeNamed() {
        Deployment nobody = Deployment.shared().with(Map.of("POSTGRES_USER", "nobody_here"));

        assertThat(said(nobody.environment(), "server", "config.yml"))
                .singleElement()
                .asString()
                .startsWith("PostgreSQL refuses nobody_here and what POSTGRES_PASSWORD says: FATAL: ");
        assertThat(said(nobody.environment(), "db", "migrate", "config.yml"))
                .singleElement()
                .asString()
                .startsWith("PostgreSQL: FATAL: ");
    }

    @Test
    void databaseThatIsNotThereShouldBeNamed() {
        Deployment elsewhere = Deployment.shared().with(Map.of("POSTGRES_DB", "none_here"));

        assertThat(said(elsewhere.environment(), "server", "config.yml"))
                .singleElement()
                .asString()
                .contains("FATAL: ", "none_here");
    }

    @Test
    void migrationWithoutAServerShouldSaySo() {
        assertThat(said(Map.of("POSTGRES_PORT", "1"), "db", "migrate", "config.yml"))
                .singleElement()
                .asString()
                .startsWith("PostgreSQL: Connection to localhost:1 refused.");
    }

    @Test
    void logThatCannotBeWrittenShouldBeNamed() throws IOException {
        String log = Files.createFile(folder.resolve("file")) + "/service.log";

        assertThat(said(Map.of("LOG_FILE", log), "server", "config.yml"))
                .containsExactly("LOG_FILE names a file that cannot be written: " + log);
    }

    @Test
    void heapAboveTheMemoryShouldBeRefused() {
        assertThat(said(Map.of("JDK_JAVA_OPTIONS", "-Xmx3t"), "server", "config.yml"))
                .singleElement()
                .asString()
                .contains("MB of memory, and the heap alone may take 3145728 MB: give it ");
    }

    @Test
    void diskThatCannotBeWrittenShouldBeNamed() throws Exception {
        List<String> readOnly = List.of("bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc");
        assumeTrue(works(readOnly), "only bubblewrap makes a disk read-only for one process");

        CommandResult result = CommandResult.runInside(
                readOnly, Deployment.jar(), Deployment.root(), Map.of(), "server", "config.yml");

        assertThat(lines(result))
                .containsExactly("Nothing can be written into /tmp (java.io.tmpdir), where native libraries are"
                        + " unpacked: mount a tmpfs there");
    }

    private static boolean works(List<String> around) throws InterruptedException {
        List<String> command = new ArrayList<>(around);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static List<String> said(Map<String, String> environment, String... command) {
        return lines(CommandResult.run(Deployment.jar(), Deployment.root(), environment, command));
    }

    /** Without what the JVM itself says of its options and libraries, and without news of a node's start. */
    private static List<String> lines(CommandResult result) {
        return result.endsWith(1)
                .output()
                .lines()
                .filter(line -> !line.matches("(NOTE|WARNING|OpenJDK|\\{.*\"level\":\"INFO\").*"))
                .toList();
    }
}
