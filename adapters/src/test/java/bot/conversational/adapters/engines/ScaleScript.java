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
 * Several servers of a test's own, run by a script of {@code infra/scale}. They end with {@link #close()}, and with this JVM
 * at the latest.
 */
final class ScaleScript implements AutoCloseable {

    private final String name;
    private final Path folder;
    private final Map<String, String> endpoints;

    private ScaleScript(String name, List<String> arguments) {
        this.name = name;
        folder = NativeEngines.projectRoot()
                .resolve("target/test-scale")
                .resolve(name + "-" + UUID.randomUUID().toString().substring(0, 8));
        List<String> up = new ArrayList<>(List.of("up"));
        up.addAll(arguments);
        up.addAll(List.of("--until-pid", Long.toString(ProcessHandle.current().pid())));
        run(up.toArray(String[]::new));
        try (Stream<String> lines = Files.lines(folder.resolve("endpoints.env"))) {
            endpoints = lines.map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the servers, and returns when they are what they shall be. */
    static ScaleScript up(String name, String... arguments) {
        return new ScaleScript(name, List.of(arguments));
    }

    /** What the script says of where they answer. */
    String value(String variable) {
        return endpoints.getOrDefault(variable, "");
    }

    void run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(NativeEngines.projectRoot()
                .resolve("infra/scale/" + name + ".sh")
                .toString());
        command.addAll(Arrays.asList(arguments));
        run(folder, command);
    }

    /** Runs a script to its end, on servers that have their data in this folder. */
    static void run(Path folder, List<String> command) {
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

    @Override
    public void close() {
        run("down");
    }
}
