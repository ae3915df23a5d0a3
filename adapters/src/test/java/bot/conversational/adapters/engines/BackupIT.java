package bot.conversational.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.InfraScript.Instance;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    private static Instance instance;

    /** A backup that only copies are made of. */
    private static Path whole;

    @TempDir
    private Path backups;

    @BeforeAll
    static void start() throws Exception {
        instance = new Instance(folder);
        succeeds("start-db.sh", "--free-ports", "--only", "postgresql,redis");
        execute("create table said (id int primary key, words text)");
        execute("insert into said select i, 'word ' || i from generate_series(1, 1000) i");
        Path all = Files.createDirectory(folder.resolve("backups"));
        succeeds("backup.sh", all.toString());
        whole = newestIn(all);
    }

    @AfterAll
    static void cleanUp() throws Exception {
        succeeds("cleanup-db.sh", "--yes");
    }

    @BeforeEach
    void fill() throws Exception {
        execute("truncate said");
        execute("insert into said select i, 'word ' || i from generate_series(1, 1000) i");
    }

    @Test
    void restoreShouldBringBackEveryRow() throws Exception {
        succeeds("backup.sh", backups.toString());
        execute("delete from said where id > 1");

        InfraScript refused = instance.run("restore.sh", backups.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("has 1 tables: nothing touched");
        assertThat(rows()).isEqualTo(1);

        assertThat(succeeds("restore.sh", backups.toString(), "--yes")).contains("1 tables are equal");
        assertThat(rows()).isEqualTo(1000);
    }

    @Test
    void redisShouldComeBackWhenAskedFor() throws Exception {
        assertThat(redis("SET remembered this")).isEqualTo("+OK");
        succeeds("backup.sh", backups.toString(), "--redis");
        assertThat(redis("SET remembered that")).isEqualTo("+OK");

        succeeds("restore.sh", backups.toString(), "--yes", "--redis");

        assertThat(redis("GETRANGE remembered 0 -1")).isEqualTo("$4 this");
        assertThat(redis("SET remembered more")).isEqualTo("+OK");
    }

    @Test
    void restoreShouldMakeAnotherDatabaseWhoseChangesAreNew() throws Exception {
        execute("create table source_lineage (lineage uuid); create table changes (xid xid8, created_at timestamptz)");
        try {
            execute("insert into source_lineage values ('00000000-0000-0000-0000-000000000001')");
            execute("insert into changes values ('1000000000', '2020-01-01')");
            succeeds("backup.sh", backups.toString());

            succeeds("restore.sh", backups.toString(), "--yes");

            assertThat(value("select lineage from source_lineage"))
                    .isNotEqualTo("00000000-0000-0000-0000-000000000001");
            assertThat(value("select xid < pg_snapshot_xmin(pg_current_snapshot()) from changes"))
                    .isEqualTo("t");
            assertThat(value("select created_at > now() - interval '1 hour' from changes"))
                    .isEqualTo("t");
        } finally {
            execute("drop table source_lineage, changes");
        }
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
        copy(whole, backups);
        damage(backups.resolve(file), damage);
        execute("delete from said where id > 1");

        InfraScript refused = instance.run("restore.sh", backups.toString(), "--yes");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains(why).doesNotContain("roles and database");
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void restoreToATimeShouldHaveWhatWasBeforeAndNothingAfter() throws Exception {
        Process archive = instance.begin(Map.of(), folder.resolve("archive.log"), "archive.sh", backups.toString());
        try {
            await().until(() -> Files.readString(folder.resolve("archive.log")).contains("archiving into"));
            succeeds("backup.sh", backups.toString());
            awaitNextSecond();
            execute("insert into said values (2001, 'before')");
            Instant time = awaitNextSecond();
            awaitNextSecond();
            execute("insert into said values (2002, 'after')");
            String written = value("select pg_current_wal_flush_lsn()");
            await().until(() -> value(
                            "select coalesce(bool_and(flush_lsn >= '" + written + "'), false) from pg_stat_replication")
                    .equals("t"));

            succeeds("restore.sh", backups.toString(), "--yes", "--at", time.toString());

            assertThat(value("select string_agg(words, ' ') from said where id > 2000"))
                    .isEqualTo("before");
            InfraScript late = instance.run("restore.sh", backups.toString(), "--yes", "--at", "2999-01-01");
            assertThat(late.exitCode()).isEqualTo(1);
            assertThat(late.output()).contains("the archive ends before that time");
            assertThat(value("select string_agg(words, ' ') from said where id > 2000"))
                    .as("the server as it was before the attempt")
                    .isEqualTo("before");
        } finally {
            archive.destroy();
            archive.waitFor();
        }
    }

    @Test
    void backupThatIsEndedShouldLeaveNothingAndNotHinderTheNext() throws Exception {
        execute("insert into said select i, repeat('word', 1000) from generate_series(2000, 20000) i");
        Process first = instance.begin(Map.of(), folder.resolve("first.log"), "backup.sh", backups.toString());
        await().until(() -> files().anyMatch(file -> file.endsWith(".unfinished")));
        InfraScript second = instance.run("backup.sh", backups.toString());
        first.destroy();

        assertThat(first.waitFor()).isEqualTo(143);
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output()).isEqualTo("backup.sh: another backup into " + backups.toRealPath() + " runs\n");
        assertThat(files()).containsOnly(".lock");
        succeeds("backup.sh", backups.toString());
    }

    @Test
    void onlyTheNewestShouldBeKept() throws Exception {
        succeeds("backup.sh", backups.toString());
        Path oldest = newestIn(backups);
        succeeds("backup.sh", backups.toString(), "--keep", "1");

        assertThat(oldest).doesNotExist();
        assertThat(newestIn(backups)).isDirectory();
    }

    private static String succeeds(String name, String... arguments) throws Exception {
        InfraScript result = instance.run(name, arguments);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
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

    private static Instant awaitNextSecond() throws Exception {
        Instant now = Instant.parse(value("select to_char(now(), 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"));
        await().pollInterval(Duration.ofMillis(50))
                .until(() -> value("select now() > timestamptz '" + now + "' + interval '1 second'")
                        .equals("t"));
        return now.plusSeconds(1);
    }

    private static Path newestIn(Path backups) throws IOException {
        try (Stream<Path> all = Files.list(backups)) {
            return all.filter(backup -> backup.toString().endsWith("Z"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static void copy(Path backup, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(backup)) {
            for (Path each : all.skip(1).toList()) {
                Files.copy(each, to.resolve(backup.relativize(each)));
            }
        }
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> all = Files.list(backups)) {
            return all.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private static long rows() throws Exception {
        return Long.parseLong(value("select count(*) from said"));
    }

    /** The answer's lines, of which there are two when it is a text. */
    private static String redis(String command) throws IOException {
        try (Socket socket = new Socket("localhost", instance.port("REDIS_PORT"))) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return String.join(" ", answer.split("\r\n")).replaceFirst(" \\+OK$", ""); // the answer to QUIT
        }
    }

    private static void execute(String sql) throws IOException, SQLException {
        try (Connection connection = instance.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(String sql) throws IOException, SQLException {
        try (Connection connection = instance.connect("");
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
