package bot.conversational.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.InfraScript.Instance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts of {@code infra} say, and the engines that they start with settings of their own. */
class ScriptsIT {

    @TempDir
    private Path folder;

    private Instance instance;

    @BeforeEach
    void useFolder() {
        instance = new Instance(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start.sh",
                "start-db.sh",
                "status.sh",
                "stop-db.sh",
                "cleanup-db.sh",
                "backup.sh",
                "archive.sh",
                "restore.sh",
                "drill.sh",
                "logs.sh"
            })
    void scriptShouldTellItsUseAndRefuseOtherOptions(String name) throws Exception {
        assertThat(instance.run(name, "--help")).satisfies(help -> {
            assertThat(help.exitCode()).isZero();
            assertThat(help.output()).startsWith("usage: " + name);
        });
        assertThat(instance.run(name, "--no-such-option").exitCode()).isEqualTo(2);
    }

    @Test
    void passwordShouldComeFromItsFileWithoutTheEndOfItsLine() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "it's \\ secret\r\n");
        Map<String, String> settings = Map.of("POSTGRES_PASSWORD_FILE", file.toString());
        try {
            assertThat(instance.run(settings, "start-db.sh", "--free-ports", "--only", "postgresql")
                            .exitCode())
                    .isZero();
            try (Connection connection = instance.connect("it's \\ secret")) {
                assertThat(connection.isValid(1)).isTrue();
            }
            assertThatThrownBy(() -> instance.connect("it's \\ secret\r")).isInstanceOf(SQLException.class);
        } finally {
            instance.run(settings, "cleanup-db.sh", "--yes");
        }
    }

    @Test
    void logShouldStaySmall() throws Exception {
        Map<String, String> settings = Map.of("ENGINE_LOG_BYTES", "2000", "ENGINE_LOG_SECONDS", "1");
        try {
            assertThat(instance.run(settings, "start-db.sh", "--free-ports", "--only", "postgresql")
                            .exitCode())
                    .isZero();
            Path log = instance.data().resolve("postgresql/log");
            Path older = instance.data().resolve("postgresql/log.2");
            try (Connection connection = instance.connect("");
                    var statement = connection.createStatement()) {
                await().atMost(Duration.ofMinutes(1)).until(() -> {
                    assertThatThrownBy(() -> statement.execute("no statement")).isInstanceOf(SQLException.class);
                    return Files.exists(older);
                });
                assertThat(Files.readString(older)).contains("starting PostgreSQL");
                await().until(() -> Files.size(log) < 1000);
                assertThatThrownBy(() -> statement.execute("no statement")).isInstanceOf(SQLException.class);
            }
            assertThat(instance.run("logs.sh", "postgresql").output()).contains("no statement");
        } finally {
            instance.run("cleanup-db.sh", "--yes");
        }
    }

    @Test
    void fileOfThePasswordThatCannotBeReadShouldBeNamed() throws Exception {
        InfraScript result = instance.run(Map.of("POSTGRES_PASSWORD_FILE", "/no/such/file"), "status.sh");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .isEqualTo("status.sh: POSTGRES_PASSWORD_FILE names a file that cannot be read: /no/such/file\n");
    }
}
