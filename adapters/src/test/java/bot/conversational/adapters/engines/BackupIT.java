package bot.conversational.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PostgreSQL of its own is backed up and brought back by the scripts. */
class BackupIT {

    @TempDir
    private static Path folder;

    private static BackedUpServer server;

    /** A backup that only copies are made of. */
    private static Path whole;

    @TempDir
    private Path backups;

    @BeforeAll
    static void start() throws Exception {
        server = new BackedUpServer(folder, "postgresql,redis");
        Path all = Files.createDirectory(folder.resolve("backups"));
        server.succeeds("backup.sh", all.toString());
        whole = BackedUpServer.newestIn(all);
    }

    @AfterAll
    static void cleanUp() throws Exception {
        server.cleanUp();
    }

    @BeforeEach
    void fill() throws Exception {
        server.fill();
    }

    @Test
    void restoreShouldBringBackEveryRow() throws Exception {
        server.succeeds("backup.sh", backups.toString());
        server.execute("delete from said where id > 1");

        InfraScript refused = server.instance().run("restore.sh", backups.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("has 1 tables: nothing touched");
        assertThat(server.rows()).isEqualTo(1);

        assertThat(server.succeeds("restore.sh", backups.toString(), "--yes")).contains("1 tables are equal");
        assertThat(server.rows()).isEqualTo(1000);
        assertThat(server.value("select string_agg(datname, ' ' order by datname) from pg_database"))
                .isEqualTo("conversational_bot postgres template0 template1");
    }

    @Test
    void redisShouldComeBackWhenAskedFor() throws Exception {
        assertThat(redis("SET remembered this")).isEqualTo("+OK");
        server.succeeds("backup.sh", backups.toString(), "--redis");
        assertThat(redis("SET remembered that")).isEqualTo("+OK");

        server.succeeds("restore.sh", backups.toString(), "--yes", "--redis");

        assertThat(redis("GETRANGE remembered 0 -1")).isEqualTo("$4 this");
        assertThat(redis("SET remembered more")).isEqualTo("+OK");
    }

    @ParameterizedTest
    @CsvSource({
        "database.dump, CUT, database.dump: FAILED",
        "base/base.tar.gz, GONE, base/base.tar.gz",
        "tables, CHANGED, tables: FAILED",
        "SHA256SUMS, GONE, is not whole",
        "manifest, product=other, is no backup of this service",
        "manifest, format=2, has a format that",
        "manifest, postgresql=16.4, is of PostgreSQL 16.4",
    })
    void damagedOrForeignBackupShouldBeRefusedBeforeAnythingIsTouched(String file, String damage, String why)
            throws Exception {
        BackedUpServer.copy(whole, backups);
        damage(backups.resolve(file), damage);
        server.execute("delete from said where id > 1");

        InfraScript refused = server.instance().run("restore.sh", backups.toString(), "--yes");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains(why).doesNotContain("roles and database");
        assertThat(server.rows()).isEqualTo(1);
    }

    @Test
    void restoreToATimeShouldHaveWhatWasBeforeAndNothingAfter() throws Exception {
        Process archive = server.archive(Map.of(), backups.toString());
        try {
            server.succeeds("backup.sh", backups.toString());
            server.awaitNextSecond();
            server.execute("insert into said values (2001, 'before')");
            Instant time = server.awaitNextSecond();
            server.awaitNextSecond();
            server.execute("insert into said values (2002, 'after')");
            server.awaitArchived();

            server.succeeds("restore.sh", backups.toString(), "--yes", "--at", time.toString());

            assertThat(server.added()).isEqualTo("before");
            assertThat(archive.waitFor(1, TimeUnit.MINUTES))
                    .as("the archive of another server")
                    .isTrue();
            assertThat(archive.exitValue()).isEqualTo(1);
            InfraScript late = server.instance().run("restore.sh", backups.toString(), "--yes", "--at", "2999-01-01");
            assertThat(late.exitCode()).isEqualTo(1);
            assertThat(late.output()).contains("the archive ends before that time");
            assertThat(server.added())
                    .as("the server as it was before the attempt")
                    .isEqualTo("before");
        } finally {
            BackedUpServer.end(archive);
        }
    }

    @Test
    void backupThatIsEndedShouldLeaveNothingAndNotHinderTheNext() throws Exception {
        server.execute("insert into said select i, repeat('word', 1000) from generate_series(2000, 20000) i");
        Process first = server.instance().begin(Map.of(), folder.resolve("first.log"), "backup.sh", backups.toString());
        await().until(() -> files().anyMatch(file -> file.endsWith(".unfinished")));
        InfraScript second = server.instance().run("backup.sh", backups.toString());
        first.destroy();

        assertThat(first.waitFor()).isEqualTo(143);
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output()).isEqualTo("backup.sh: another backup.sh works on " + backups.toRealPath() + "\n");
        assertThat(files()).containsOnly(".lock");
        server.succeeds("backup.sh", backups.toString());
    }

    @Test
    void onlyTheNewestShouldBeKept() throws Exception {
        server.succeeds("backup.sh", backups.toString());
        Path oldest = BackedUpServer.newestIn(backups);
        server.succeeds("backup.sh", backups.toString(), "--keep", "1");

        assertThat(oldest).doesNotExist();
        assertThat(BackedUpServer.newestIn(backups)).isDirectory();
    }

    private static void damage(Path file, String damage) throws IOException {
        switch (damage) {
            case "GONE" -> Files.delete(file);
            case "CUT" -> Files.write(file, List.of("PGDMP"));
            case "CHANGED" -> Files.writeString(file, Files.readString(file).replace("1000", "1001"));
            default -> {
                String key = damage.substring(0, damage.indexOf('='));
                Files.writeString(file, Files.readString(file).replaceFirst("(?m)^" + key + "=.*$", damage));
            }
        }
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> all = Files.list(backups)) {
            return all.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    /** The answer's lines, of which there are two when it is a text. */
    private static String redis(String command) throws IOException {
        try (Socket socket = new Socket("localhost", server.instance().port("REDIS_PORT"))) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return String.join(" ", answer.split("\r\n")).replaceFirst(" \\+OK$", ""); // the answer to QUIT
        }
    }
}
