package bot.conversational.adapters.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A primary and its synchronous standby of a test's own, run by {@code infra/scale/postgres-standby.sh}. They end with
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
        Path folder = NativeEngines.projectRoot()
                .resolve("target/test-standby")
                .resolve(UUID.randomUUID().toString().substring(0, 8));
        run(folder, "up", "--until-pid", Long.toString(ProcessHandle.current().pid()));
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

    /** Freezes the standby: commits wait for it. */
    public void freeze() {
        run(folder, "freeze", "standby");
    }

    public void thaw() {
        run(folder, "thaw", "standby");
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
