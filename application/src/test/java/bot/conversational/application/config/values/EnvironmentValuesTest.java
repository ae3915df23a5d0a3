package bot.conversational.application.config.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.application.startup.CannotServe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentValuesTest {

    private static final String TEXT = "password: \"${REDIS_PASSWORD:-}\"\nhost: \"${REDIS_HOST:-localhost}\"\n";

    @TempDir
    private Path folder;

    private String configuration(Map<String, String> environment) throws IOException {
        return EnvironmentValues.read(
                EnvironmentValues.of(environment, folder.toString())
                        .substituting(path -> new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8))),
                "config.yml");
    }

    private String secret(String content) throws IOException {
        return Files.writeString(folder.resolve("secret"), content).toString();
    }

    @Test
    void secretShouldComeFromItsFile() throws IOException {
        assertThat(configuration(Map.of("REDIS_PASSWORD_FILE", secret("a \"b\" c\\\n"))))
                .startsWith("password: \"a \\\"b\\\" c\\\\\"\n");
        assertThat(configuration(Map.of("REDIS_PASSWORD", "", "REDIS_PASSWORD_FILE", secret("of a file"))))
                .startsWith("password: \"of a file\"\n");
    }

    @Test
    void fileShouldAlsoBeNamedInTheEnvFile() throws IOException {
        Files.writeString(folder.resolve(".env"), "REDIS_PASSWORD=\nREDIS_PASSWORD_FILE=" + secret("of a file"));
        assertThat(configuration(Map.of())).startsWith("password: \"of a file\"\n");
    }

    @Test
    void valueShouldTakePrecedenceOverItsFile() throws IOException {
        assertThat(configuration(Map.of("REDIS_PASSWORD", "given", "REDIS_PASSWORD_FILE", secret("of a file"))))
                .startsWith("password: \"given\"\n");
    }

    @Test
    void valueThatIsNoSecretShouldComeFromNoFile() throws IOException {
        assertThat(configuration(Map.of("REDIS_HOST_FILE", secret("elsewhere"))))
                .endsWith("host: \"localhost\"\n");
    }

    @Test
    void fileThatCannotBeReadShouldStopTheStartWithItsName() {
        assertThatThrownBy(() -> configuration(Map.of("REDIS_PASSWORD_FILE", "/nowhere/secret")))
                .isInstanceOf(CannotServe.class)
                .hasMessage("REDIS_PASSWORD_FILE names a file that cannot be read: /nowhere/secret");
    }

    @Test
    void variableOfASecretsFileShouldBeKnown() {
        ConfigurationVariables variables = ConfigurationVariables.in(TEXT);
        assertThat(variables.complaintAbout("REDIS_PASSWORD_FILE")).isEmpty();
        assertThat(variables.complaintAbout("REDIS_HOST_FILE")).isPresent();
    }
}
