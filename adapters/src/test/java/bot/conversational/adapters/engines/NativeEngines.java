package bot.conversational.adapters.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Engines that {@code infra/start-db.sh} runs on this machine, on free ports, with their data in
 * {@code target/test-engines}. They live as long as the build: its modules share them, and they stop when Maven ends,
 * however it ends. JVMs that test beside each other have engines of their own each, so that one may freeze its.
 */
final class NativeEngines implements Engines.Source {

    private final Path root = projectRoot();
    private final Path data = root.resolve("target/test-engines").resolve(System.getProperty("test.fork", "fork-1"));

    @Override
    public Engines.Postgres postgres() {
        Map<String, String> at = start("postgresql");
        return new Engines.Postgres(
                value(at, "POSTGRES_HOST"),
                Integer.parseInt(value(at, "POSTGRES_PORT")),
                value(at, "POSTGRES_DB"),
                value(at, "POSTGRES_USER"),
                at.getOrDefault("POSTGRES_PASSWORD", ""),
                power("postgresql"));
    }

    @Override
    public Engines.Redis redis() {
        Map<String, String> at = start("redis");
        return new Engines.Redis(value(at, "REDIS_HOST"), Integer.parseInt(value(at, "REDIS_PORT")), power("redis"));
    }

    @Override
    public Engines.Elasticsearch elasticsearch() {
        Map<String, String> at = start("elasticsearch");
        return new Engines.Elasticsearch(
                value(at, "ELASTICSEARCH_HOST"),
                Integer.parseInt(value(at, "ELASTICSEARCH_PORT")),
                power("elasticsearch"));
    }

    private EngineControl power(String engine) {
        return new ProcessControl(data.resolve(engine).resolve("pid"), () -> start(engine));
    }

    /** Starts the engine, or finds it running, and reads where it answers. */
    private Map<String, String> start(String engine) {
        List<String> command = List.of(
                root.resolve("infra/start-db.sh").toString(),
                "--free-ports",
                "--only",
                engine,
                "--until-pid",
                Long.toString(build().pid()),
                "--quiet");
        try {
            Files.createDirectories(data);
            Path output = Files.createTempFile(data, "start-" + engine, ".log");
            ProcessBuilder script = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    // A file: servers that keep an inherited pipe open would keep its reader waiting for ever.
                    .redirectOutput(output.toFile());
            script.environment().put("DATA_DIR", data.toString());
            script.environment().put("ELASTICSEARCH_HEAP", "512m");
            int status = script.start().waitFor();
            String said = Files.readString(output);
            Files.delete(output);
            if (status != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + " ended with status " + status + " and said:\n" + said);
            }
            return endpoints();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot run " + String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + engine + " was starting", e);
        }
    }

    private Map<String, String> endpoints() throws IOException {
        try (Stream<String> lines = Files.lines(data.resolve("endpoints.env"))) {
            return lines.map(line -> line.split("=", 2))
                    .filter(pair -> pair.length == 2)
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        }
    }

    private String value(Map<String, String> endpoints, String name) {
        String value = endpoints.get(name);
        if (value == null) {
            throw new IllegalStateException(data.resolve("endpoints.env") + " does not say " + name);
        }
        return value;
    }

    /**
     * Maven, which outlives this JVM (one of several test JVMs of the build): the nearest ancestor that is a Java, since
     * a shell may stand between. Without one (an IDE with a launcher of its own), the parent.
     */
    private static ProcessHandle build() {
        List<ProcessHandle> ancestors = new ArrayList<>();
        Optional<ProcessHandle> next = ProcessHandle.current().parent();
        while (next.isPresent()) {
            ancestors.add(next.get());
            next = next.get().parent();
        }
        return ancestors.stream()
                .filter(ancestor -> ancestor.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .or(() -> ancestors.stream().findFirst())
                .orElseGet(ProcessHandle::current);
    }

    /** The folder that holds infra/: given by the build, else found upwards from where the test was started. */
    static Path projectRoot() {
        String given = System.getProperty("project.root");
        Path folder = Path.of(given != null ? given : "").toAbsolutePath();
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("infra"))) {
                return at;
            }
        }
        throw new IllegalStateException("There is no infra folder in or above " + folder);
    }
}
