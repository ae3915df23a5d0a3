package bot.conversational.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts of backups as they ask Docker, which a script stands for: it runs the same programs without containers.
 */
class ContainersIT {

    @TempDir
    private Path folder;

    @TempDir
    private Path backups;

    private BackedUpServer server;

    @BeforeEach
    void start() throws Exception {
        Path fake = NativeEngines.projectRoot().resolve("adapters/src/test/resources/fake-docker");
        Map<String, String> settings = Map.of(
                "ENGINES_MODE",
                "compose",
                "PATH",
                fake + ":" + System.getenv("PATH"),
                "FAKE_DOCKER",
                Files.createDirectory(folder.resolve("docker")).toString(),
                "FAKE_INFRA",
                NativeEngines.projectRoot().resolve("infra").toString());
        server = new BackedUpServer(folder, "postgresql,redis", settings);
    }

    @AfterEach
    void cleanUp() throws Exception {
        server.cleanUp();
    }

    @Test
    void serverAndRedisShouldComeBackToATime() throws Exception {
        Process archive = server.archive(Map.of(), backups.toString());
        try {
            server.succeeds("backup.sh", backups.toString(), "--redis");
            server.awaitNextSecond();
            server.execute("insert into said values (2001, 'before')");
            Instant time = server.awaitNextSecond();
            server.awaitNextSecond();
            server.execute("insert into said values (2002, 'after')");
            server.awaitArchived();

            server.succeeds("restore.sh", backups.toString(), "--yes", "--redis", "--at", time.toString());

            assertThat(server.added()).isEqualTo("before");
            InfraScript late = server.instance().run("restore.sh", backups.toString(), "--yes", "--at", "2999-01-01");
            assertThat(late.output()).contains("the archive ends before that time");
            assertThat(server.added())
                    .as("the server as it was before the attempt")
                    .isEqualTo("before");
        } finally {
            BackedUpServer.end(archive);
        }
    }

    @Test
    void dumpShouldComeBack() throws Exception {
        server.succeeds("backup.sh", backups.toString());
        server.execute("delete from said where id > 1");

        server.succeeds("restore.sh", backups.toString(), "--yes");

        assertThat(server.rows()).isEqualTo(1000);
        assertThat(server.instance().run("logs.sh", "postgresql").output()).contains("starting PostgreSQL");
    }
}
