package bot.conversational.adapters.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A PgBouncer of a test's own in front of the test engine, run by {@code infra/scale/pgbouncer.sh}. */
public final class PgBouncer implements AutoCloseable {

    private final Path folder;
    private final int port;
    private final Thread atEnd = new Thread(() -> run("down"));

    /** @param settings that differ from the shipped ones, as {@code NAME=VALUE} */
    public PgBouncer(String... settings) {
        folder = NativeEngines.projectRoot()
                .resolve("target/test-pgbouncer")
                .resolve(UUID.randomUUID().toString().substring(0, 8));
        List<String> arguments = new ArrayList<>(List.of("up"));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        run(arguments.toArray(String[]::new));
        try (Stream<String> lines = Files.lines(folder.resolve("scale/endpoints.env"))) {
            port = lines.filter(line -> line.startsWith("POSTGRES_PORT="))
                    .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf('=') + 1)))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    public int port() {
        return port;
    }

    /** Ends it when no transaction is under way, and starts it at the same port. */
    public void restart() {
        run("restart");
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atEnd);
        run("down");
    }

    private void run(String... arguments) {
        Engines.Postgres postgres = Engines.postgres();
        List<String> command = new ArrayList<>();
        command.add(
                NativeEngines.projectRoot().resolve("infra/scale/pgbouncer.sh").toString());
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(folder);
            Path output = folder.resolve("script.log");
            ProcessBuilder script =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            script.environment().put("DATA_DIR", folder.toString());
            script.environment().put("POSTGRES_HOST", postgres.host());
            script.environment().put("POSTGRES_PORT", Integer.toString(postgres.port()));
            script.environment().put("POSTGRES_USER", postgres.user());
            script.environment().put("POSTGRES_PASSWORD", postgres.password());
            if (script.start().waitFor() != 0) {
                throw new IllegalStateException(command + " said:\n" + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in " + command, e);
        }
    }
}
