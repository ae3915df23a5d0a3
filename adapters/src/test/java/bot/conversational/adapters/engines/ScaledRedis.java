package bot.conversational.adapters.engines;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Redis of several servers of a test's own, run by {@code infra/scale/redis.sh}. They end with {@link #close()}, and with
 * this JVM at the latest.
 */
public final class ScaledRedis implements AutoCloseable {

    /** As the script names them. */
    public enum Kind {
        CLUSTER(List.of("node1", "node2", "node3", "node4", "node5", "node6")),
        SENTINEL(List.of("server1", "server2", "sentinel1", "sentinel2", "sentinel3")),
        TWO(List.of("sessions", "cache"));

        private final List<String> servers;

        Kind(List<String> servers) {
            this.servers = servers;
        }

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Duration GONE = Duration.ofSeconds(10);

    private final Kind kind;
    private final Path folder;

    private ScaledRedis(Kind kind, Path folder) {
        this.kind = kind;
        this.folder = folder;
    }

    /** Starts them, and returns when they know each other. */
    public static ScaledRedis start(Kind kind) {
        Path folder = NativeEngines.projectRoot()
                .resolve("target/test-redis")
                .resolve(kind.label() + "-" + UUID.randomUUID().toString().substring(0, 8));
        ScaledRedis redis = new ScaledRedis(kind, folder);
        redis.run("up", "--until-pid", Long.toString(ProcessHandle.current().pid()));
        return redis;
    }

    /** What a node needs to know to use them. */
    public Map<String, String> environment() {
        return values(folder.resolve("endpoints.env"));
    }

    public List<String> servers() {
        return kind.servers;
    }

    public int port(String server) {
        return Integer.parseInt(
                values(folder.resolve(server).resolve("endpoints.env")).getOrDefault("REDIS_PORT", ""));
    }

    /** Where one of them keeps its files; it knows them by their bare names. */
    public Path files(String server) {
        return folder.resolve(server).resolve("redis/data");
    }

    /** Control over one of them. */
    public EngineControl power(String server) {
        return new ProcessControl(folder.resolve(server).resolve("redis/pid"), () -> run("start", server));
    }

    /** Ends a server without a goodbye, and returns when it is gone. */
    public void kill(String server) {
        power(server).kill();
        await(server + " is gone").atMost(GONE).until(() -> pid(server).isEmpty());
    }

    private List<ProcessHandle> pid(String server) {
        try (Stream<String> lines = Files.lines(folder.resolve(server).resolve("redis/pid"))) {
            return lines.map(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                    .flatMap(process -> process.filter(ProcessHandle::isAlive).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run("down");
    }

    private static Map<String, String> values(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String... arguments) {
        List<String> command = Stream.concat(
                        Stream.of(
                                NativeEngines.projectRoot()
                                        .resolve("infra/scale/redis.sh")
                                        .toString(),
                                kind.label()),
                        Arrays.stream(arguments))
                .toList();
        ScaleScript.run(folder, command);
    }
}
