package bot.conversational.benchmarks.load;

import bot.conversational.benchmarks.stack.ChildProcess;
import bot.conversational.benchmarks.stack.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** redis-benchmark: one script with the same keys and arguments, over and over, several of them on the way at once. */
public final class RedisBenchmark implements Load {

    private static final int ON_THE_WAY = 16;

    /** It takes a number of calls instead of a time: about as many as a script of ours has in a second. */
    private static final int CALLS_FOR_A_SECOND = 40_000;

    /** rps, avg_latency_ms, min_latency_ms, p50_latency_ms, p95_latency_ms, p99_latency_ms, max_latency_ms. */
    private static final int COLUMNS = 7;

    private final Workspace workspace;

    public RedisBenchmark(Workspace workspace) {
        this.workspace = workspace;
    }

    /** What makes a script's target of these: both are values without line breaks. */
    public static Map<String, String> values(List<String> keys, List<String> arguments) {
        return Map.of("keys", String.join("\n", keys), "arguments", String.join("\n", arguments));
    }

    @Override
    public Wrk.Seen round(Target target, int connections, int seconds) {
        URI server = URI.create(target.url());
        List<String> keys = lines(target, "keys");
        long calls = (long) seconds * CALLS_FOR_A_SECOND;
        List<String> command = new ArrayList<>(List.of("redis-benchmark", "-h", server.getHost()));
        command.addAll(List.of("-p", String.valueOf(server.getPort()), "-c", String.valueOf(connections)));
        command.addAll(List.of("-P", String.valueOf(ON_THE_WAY), "-n", String.valueOf(calls), "--csv"));
        command.addAll(List.of("EVALSHA", load(server, Path.of(target.script())), String.valueOf(keys.size())));
        command.addAll(keys);
        command.addAll(lines(target, "arguments"));
        String said = ChildProcess.run(workspace.log("redis-benchmark"), workspace.root(), Map.of(), command);
        return seen(said, calls);
    }

    private static List<String> lines(Target target, String value) {
        return target.values().getOrDefault(value, "").lines().toList();
    }

    /** The name of the test, in the first column, is all of the command, whatever is in it. */
    private static Wrk.Seen seen(String said, long calls) {
        String line = said.strip().lines().reduce((before, last) -> last).orElse("");
        String[] cells = line.split(",");
        if (cells.length <= COLUMNS) {
            throw new IllegalStateException("redis-benchmark said: " + said);
        }
        double[] numbers = new double[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            numbers[i] = Double.parseDouble(cells[cells.length - COLUMNS + i].replace("\"", ""));
        }
        return new Wrk.Seen(calls, 0, calls / numbers[0], numbers[3], numbers[5], numbers[6]);
    }

    private static String load(URI server, Path script) {
        try (UnifiedJedis redis = RedisClient.create(server.getHost(), server.getPort())) {
            return redis.scriptLoad(Files.readString(script), "any");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
