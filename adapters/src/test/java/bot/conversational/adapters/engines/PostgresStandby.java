package bot.conversational.adapters.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A primary and its standby, synchronous or not, of a test's own, run by {@code infra/scale/postgres-standby.sh}. They end with
 * {@link #close()}, and with this JVM at the latest. The database is empty.
 */
public final class PostgresStandby implements AutoCloseable {

    private final Path folder;
    private final Map<String, String> endpoints;

    private PostgresStandby(Path folder, Map<String, String> endpoints) {
        this.folder = folder;
        this.endpoints = endpoints;
    }

    /** Starts both, and returns when commits wait for the standby. */
    public static PostgresStandby start() {
        return start(List.of());
    }

    /** Starts both, and returns when the standby follows, for which no commit waits. */
    public static PostgresStandby startReplica() {
        return start(List.of("--replica"));
    }

    private static PostgresStandby start(List<String> options) {
        Path folder = NativeEngines.projectRoot()
                .resolve("target/test-standby")
                .resolve(UUID.randomUUID().toString().substring(0, 8));
        List<String> up = new ArrayList<>(List.of("up"));
        up.addAll(options);
        up.addAll(List.of("--until-pid", Long.toString(ProcessHandle.current().pid())));
        run(folder, up.toArray(String[]::new));
        try (Stream<String> lines = Files.lines(folder.resolve("endpoints.env"))) {
            return new PostgresStandby(
                    folder,
                    lines.map(line -> line.split("=", 2))
                            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b, TreeMap::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a node needs to know to use them. */
    public Map<String, String> environment() {
        return Map.of(
                "POSTGRES_HOST", "127.0.0.1",
                "POSTGRES_PORT", value("PRIMARY_PORT"),
                "POSTGRES_HOSTS", value("POSTGRES_HOSTS"),
                "POSTGRES_REPLICA_HOSTS", value("POSTGRES_REPLICA_HOSTS"),
                "POSTGRES_DB", value("POSTGRES_DB"),
                "POSTGRES_USER", value("POSTGRES_USER"),
                "POSTGRES_PASSWORD", "");
    }

    public String user() {
        return value("POSTGRES_USER");
    }

    /** Of both, as the driver takes it. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + value("POSTGRES_HOSTS") + "/" + value("POSTGRES_DB");
    }

    /** Of the primary alone. */
    public String primaryUrl() {
        return url("PRIMARY_PORT");
    }

    /** Of the standby alone. */
    public String standbyUrl() {
        return url("STANDBY_PORT");
    }

    private String url(String port) {
        return "jdbc:postgresql://127.0.0.1:" + value(port) + "/" + value("POSTGRES_DB");
    }

    /** Has the standby receive what is written, and show none of it. */
    public void pauseReplay() {
        onStandby("select pg_wal_replay_pause()");
    }

    public void resumeReplay() {
        onStandby("select pg_wal_replay_resume()");
    }

    private void onStandby(String sql) {
        try (Connection connection = DriverManager.getConnection(standbyUrl(), user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Freezes the standby: synchronous commits wait for it. */
    public void freeze() {
        run(folder, "freeze", "standby");
    }

    public void thaw() {
        run(folder, "thaw", "standby");
    }

    public void freezePrimary() {
        run(folder, "freeze", "primary");
    }

    public void thawPrimary() {
        run(folder, "thaw", "primary");
    }

    /** Ends the standby without a goodbye. */
    public void killStandby() {
        run(folder, "kill", "standby");
    }

    /** Ends the primary without a goodbye. */
    public void killPrimary() {
        run(folder, "kill", "primary");
    }

    /** Makes the standby the primary, and returns when it is. */
    public void promote() {
        run(folder, "promote");
    }

    @Override
    public void close() {
        run(folder, "down");
    }

    private String value(String name) {
        return endpoints.getOrDefault(name, "");
    }

    private static void run(Path folder, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(NativeEngines.projectRoot()
                .resolve("infra/scale/postgres-standby.sh")
                .toString());
        command.addAll(Arrays.asList(arguments));
        try {
            Files.createDirectories(folder);
            Path output = folder.resolve("script.log");
            ProcessBuilder script = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    // A file: servers that keep an inherited pipe open would keep its reader waiting for ever.
                    .redirectOutput(output.toFile());
            script.environment().put("DATA_DIR", folder.toString());
            int status = script.start().waitFor();
            if (status != 0) {
                throw new IllegalStateException(
                        command + " ended with status " + status + " and said:\n" + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in " + command, e);
        }
    }
}
