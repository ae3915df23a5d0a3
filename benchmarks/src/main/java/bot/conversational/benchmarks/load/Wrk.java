package bot.conversational.benchmarks.load;

import bot.conversational.benchmarks.stack.ChildProcess;
import bot.conversational.benchmarks.stack.Workspace;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** wrk: as many requests as some connections can have, each sending its next when it has an answer. */
public final class Wrk implements Load {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workspace workspace;

    public Wrk(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * What a round saw.
     *
     * @param good answers of 2xx or 3xx
     * @param bad all others, and connections that broke
     * @param seconds that the round took
     */
    public record Seen(long good, long bad, double seconds, double p50Millis, double p99Millis, double maxMillis) {
        public double rate() {
            return good / seconds;
        }
    }

    @Override
    public Seen round(Target target, int connections, int seconds) {
        return round(target.url(), target.script(), target.values(), connections, seconds);
    }

    /**
     * Runs one round.
     *
     * @param script a resource that makes the requests
     * @param values what the script reads of its environment
     */
    public Seen round(String url, String script, Map<String, String> values, int connections, int seconds) {
        List<String> command = List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "10s",
                "-s",
                whole(script).toString(),
                url);
        String said = ChildProcess.run(workspace.log("wrk"), workspace.root(), values, command);
        String line = said.strip().lines().reduce((before, last) -> last).orElse("");
        try {
            JsonNode seen = JSON.readTree(line);
            long bad = seen.path("refused").asLong() + seen.path("broken").asLong();
            return new Seen(
                    seen.path("requests").asLong() - seen.path("refused").asLong(),
                    bad,
                    seen.path("micros").asDouble() / 1e6,
                    seen.path("p50").asDouble() / 1e3,
                    seen.path("p99").asDouble() / 1e3,
                    seen.path("max").asDouble() / 1e3);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("wrk said: " + said, e);
        }
    }

    private Path whole(String script) {
        return workspace.write(
                script.replace('/', '-'), Workspace.resource(script) + Workspace.resource("wrk/done.lua"));
    }
}
