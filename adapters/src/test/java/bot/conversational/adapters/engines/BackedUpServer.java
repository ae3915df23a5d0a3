package bot.conversational.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.InfraScript.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL of a test's own, with a table {@code said}, which the scripts back up and bring back. */
final class BackedUpServer {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Instance instance;

    /** @param engines that are started, separated by commas */
    BackedUpServer(Path folder, String engines) throws IOException, InterruptedException, SQLException {
        this(folder, engines, Map.of());
    }

    /** @param settings what each script's environment has */
    BackedUpServer(Path folder, String engines, Map<String, String> settings)
            throws IOException, InterruptedException, SQLException {
        this.folder = folder;
        instance = new Instance(folder, settings);
        succeeds("start-db.sh", "--free-ports", "--only", engines);
        execute("create table said (id int primary key, words text)");
        fill();
    }

    Instance instance() {
        return instance;
    }

    /** A thousand rows, whatever was there. */
    void fill() throws IOException, SQLException {
        execute("truncate said");
        execute("insert into said select i, 'word ' || i from generate_series(1, 1000) i");
    }

    void cleanUp() throws IOException, InterruptedException {
        succeeds("cleanup-db.sh", "--yes");
    }

    String succeeds(String name, String... arguments) throws IOException, InterruptedException {
        return succeeds(Map.of(), name, arguments);
    }

    String succeeds(Map<String, String> settings, String name, String... arguments)
            throws IOException, InterruptedException {
        InfraScript result = instance.run(settings, name, arguments);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }

    /** Begins to archive the log, and returns when that is so. */
    Process archive(Map<String, String> settings, String... arguments) throws IOException {
        Path log = Files.createTempFile(folder, "archive", ".log");
        Process archive = instance.begin(settings, log, "archive.sh", arguments);
        await().atMost(PATIENCE).until(() -> Files.readString(log).contains("archiving into"));
        return archive;
    }

    /** Returns when what is written now is in the archive of a folder. */
    void awaitArchived() throws IOException, SQLException {
        String written = value("select pg_current_wal_flush_lsn()");
        await().atMost(PATIENCE)
                .until(() -> value("select coalesce(bool_and(flush_lsn >= '" + written
                                + "'), false) from pg_stat_replication")
                        .equals("t"));
    }

    static void end(Process script) throws InterruptedException {
        script.destroy();
        script.waitFor();
    }

    /** A time that is over, to the second. */
    Instant awaitNextSecond() throws IOException, SQLException {
        Instant now = Instant.parse(value("select to_char(now(), 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"));
        await().pollInterval(Duration.ofMillis(50))
                .until(() -> value("select now() > timestamptz '" + now + "' + interval '1 second'")
                        .equals("t"));
        return now.plusSeconds(1);
    }

    static Path newestIn(Path backups) throws IOException {
        try (Stream<Path> all = Files.list(backups)) {
            return all.filter(backup -> backup.toString().endsWith("Z"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    static void copy(Path backup, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(backup)) {
            for (Path each : all.skip(1).toList()) {
                Files.copy(each, to.resolve(backup.relativize(each)));
            }
        }
    }

    long rows() throws IOException, SQLException {
        return Long.parseLong(value("select count(*) from said"));
    }

    /** The words of the rows beyond the thousand. */
    String added() throws IOException, SQLException {
        return value("select string_agg(words, ' ' order by id) from said where id > 1000");
    }

    void execute(String sql) throws IOException, SQLException {
        try (Connection connection = instance.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String value(String sql) throws IOException, SQLException {
        try (Connection connection = instance.connect("");
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
