package bot.conversational.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What goes wrong with the scripts of backups ends them with one line, loses nothing, and does not hinder the next call.
 * {@code checks/operations.sh} has the faults that take longer.
 */
class BackupFaultsIT {

    private static final int INTERRUPTED = 130;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static BackedUpServer server;

    /** With a good backup in it. */
    private static Path backups;

    @TempDir
    private Path empty;

    @BeforeAll
    static void start() throws Exception {
        server = new BackedUpServer(folder, "postgresql");
        // A restore takes three seconds for this index
        server.execute("create function slow(text) returns text language plpgsql immutable"
                + " as 'begin perform pg_sleep(0.003); return $1; end'");
        server.execute("create index said_slowly on said (slow(words))");
        backups = Files.createDirectory(folder.resolve("backups"));
        server.succeeds("backup.sh", backups.toString());
    }

    @AfterAll
    static void cleanUp() throws Exception {
        server.cleanUp();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    backup.sh                       | 2 | usage: backup.sh
                    backup.sh DIR DIR               | 2 | usage: backup.sh
                    backup.sh DIR --keep            | 2 | backup.sh: --keep needs a number
                    backup.sh DIR --keep none       | 1 | backup.sh: --keep none: that is no number of backups
                    backup.sh /proc/backups         | 1 | backup.sh: cannot write into the folder /proc/backups
                    backup.sh s3://                 | 1 | backup.sh: s3:// is not of the form s3://BUCKET/PREFIX
                    backup.sh DIR --redis           | 1 | backup.sh: Redis does not answer: start it with start-db.sh
                    backup.sh DIR --elasticsearch   | 1 | backup.sh: Elasticsearch does not answer: start it with start-db.sh
                    archive.sh                      | 2 | usage: archive.sh
                    archive.sh DIR --every 0        | 1 | archive.sh: --every 0: that is no number of seconds
                    archive.sh /proc/backups        | 1 | archive.sh: cannot write into the folder /proc/backups/wal
                    archive.sh DIR --drop           | 1 | archive.sh: the slot conversational_bot_archive cannot be dropped
                    restore.sh                      | 2 | usage: restore.sh
                    restore.sh DIR                  | 1 | restore.sh: there is no backup in DIR
                    restore.sh DIR/none             | 1 | restore.sh: there is no folder DIR/none
                    restore.sh BACKUPS              | 1 | restore.sh: the database conversational_bot in
                    restore.sh BACKUPS --at someday | 1 | restore.sh: --at: that is no time that date -d reads
                    restore.sh BACKUPS --at 2020-01-01 --yes | 1 | restore.sh: there is no backup from before that time in
                    restore.sh BACKUPS --at 2999-01-01 --yes | 1 | restore.sh: recovery: the archive ends before that time
                    restore.sh BACKUPS --redis --yes         | 1 | restore.sh: --redis:
                    restore.sh BACKUPS --elasticsearch --yes | 1 | restore.sh: --elasticsearch:
                    restore.sh BACKUPS --identity DIR/none   | 1 | restore.sh: --identity: there is no file DIR/none that
                    drill.sh DIR/none               | 1 | drill.sh: there is no folder DIR/none
                    drill.sh DIR --metric DIR/none/metric    | 1 | drill.sh: cannot write into the folder DIR/none,
                    """)
    void callShouldBeRefusedInOneLine(String call, int exitCode, String line) throws Exception {
        List<String> words = Stream.of(named(call).split(" ")).toList();

        InfraScript refused = server.instance()
                .run(words.getFirst(), words.subList(1, words.size()).toArray(String[]::new));

        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(exitCode);
        List<String> trouble = refused.output()
                .lines()
                .filter(it -> it.startsWith("usage: ") || it.startsWith(words.getFirst() + ": "))
                .toList();
        assertThat(trouble).singleElement().asString().startsWith(named(line));
        nothingIsLost();
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup.sh", "archive.sh"})
    void engineThatIsAwayShouldBeNamed(String script) throws Exception {
        server.succeeds("stop-db.sh");
        try {
            InfraScript refused = server.instance().run(script, empty.toString());

            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output())
                    .isEqualTo(script + ": PostgreSQL does not answer: start it with start-db.sh\n");
        } finally {
            server.succeeds("start-db.sh", "--only", "postgresql");
        }
    }

    @Test
    void backupShouldEndWhenFilesCannotGrow() throws Exception {
        InfraScript full = server.instance().runWithFilesOf(500, "backup.sh", empty.toString());

        assertThat(full.exitCode()).isEqualTo(1);
        assertThat(full.output().lines().filter(it -> it.startsWith("backup.sh: ")))
                .singleElement()
                .asString()
                .startsWith("backup.sh: base backup: ")
                .contains("File too large");
        nothingIsLost();
        server.succeeds("backup.sh", empty.toString());
    }

    @Test
    void backupShouldBeInterruptible() throws Exception {
        try (Connection connection = server.instance().connect("");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table said"); // so that the dump waits
            Process backup =
                    server.instance().begin(Map.of(), folder.resolve("interrupted.log"), "backup.sh", empty.toString());
            await().atMost(PATIENCE)
                    .until(() -> server.value("select count(*) from pg_locks where not granted")
                            .equals("1"));
            interrupt(backup);

            assertThat(backup.waitFor()).isEqualTo(INTERRUPTED);
        }
        nothingIsLost();
        server.succeeds("backup.sh", empty.toString());
    }

    @Test
    void restoreShouldBeInterruptibleAndAloneAndLeaveTheOldDatabase() throws Exception {
        Path log = folder.resolve("restore.log");
        Process restore = server.instance().begin(Map.of(), log, "restore.sh", backups.toString(), "--yes");
        await().atMost(PATIENCE)
                .until(() -> server.value(
                                "select count(*) from pg_stat_activity where query ilike 'create index said_slowly%' and state = 'active'")
                        .equals("1"));
        InfraScript second = server.instance().run("restore.sh", backups.toString(), "--yes");
        interrupt(restore);

        assertThat(restore.waitFor()).isEqualTo(INTERRUPTED);
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output())
                .isEqualTo("restore.sh: another restore into "
                        + server.instance().data().toRealPath() + " runs\n");
        assertThat(server.value("select string_agg(datname, ' ' order by datname) from pg_database"))
                .isEqualTo("conversational_bot postgres template0 template1");
        nothingIsLost();
    }

    @Test
    void restoreThatWasKilledShouldNotHinderTheNext() throws Exception {
        server.execute("create database conversational_bot_restoring");
        server.execute("create database conversational_bot_replaced");

        server.succeeds("restore.sh", backups.toString(), "--yes");

        assertThat(server.value("select string_agg(datname, ' ' order by datname) from pg_database"))
                .isEqualTo("conversational_bot postgres template0 template1");
        nothingIsLost();
    }

    @Test
    void serverWhoseFilesWereBeingReplacedShouldComeBackWithTheNextRestore() throws Exception {
        server.succeeds("stop-db.sh");
        Path data = server.instance().data().resolve("postgresql/data");
        Path moving = Files.createDirectories(data.resolve(".restore/moving"));
        Files.move(data.resolve("PG_VERSION"), moving.resolve("PG_VERSION"));
        Files.move(data.resolve("base"), moving.resolve("base"));

        InfraScript started = server.instance().run("start-db.sh", "--only", "postgresql");
        assertThat(started.exitCode()).isEqualTo(1);
        assertThat(started.output()).contains("a restore to a time was cut off: call restore.sh again");
        InfraScript restored = server.instance().run("restore.sh", backups.toString());

        assertThat(restored.output())
                .contains("an earlier restore was cut off: the server is as it was before that")
                .contains("nothing touched");
        nothingIsLost();
    }

    /** The rows are there, and of a script that has failed nothing is. */
    private void nothingIsLost() throws Exception {
        assertThat(server.rows()).isEqualTo(1000);
        try (Stream<Path> files = Files.walk(empty)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(it -> it.getFileName().toString()))
                    .allMatch(it -> it.equals(".lock"));
        }
        try (Stream<Path> all =
                Files.list(Files.createDirectories(server.instance().data().resolve("places")))) {
            assertThat(all.map(it -> it.getFileName().toString())).allMatch(it -> it.startsWith("."));
        }
    }

    private String named(String text) throws IOException {
        return text.replace("BACKUPS", backups.toString())
                .replace("DIR", empty.toRealPath().toString());
    }

    private static void interrupt(Process script) throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(script.pid())).start().waitFor();
    }
}
