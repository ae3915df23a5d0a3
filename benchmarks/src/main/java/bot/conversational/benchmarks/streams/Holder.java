package bot.conversational.benchmarks.streams;

import bot.conversational.benchmarks.stack.ChildProcess;
import bot.conversational.benchmarks.stack.Program;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@link HeldStreams} as processes. */
public record Holder(Workspace workspace) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAP = "512m";
    private static final int PLAIN_PER_SECOND = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * Turns of the service's, and followers of them.
     *
     * @param users file: a line "PATH TOKEN" each
     * @param perSecond streams begun in a second
     */
    public static OpenStreams turns(
            Service.Node node, Path users, String question, int turns, int streams, int perSecond) {
        return new OpenStreams(node.port(), "", users.toString(), question, turns, streams, perSecond, 0, Map.of());
    }

    /** What any other server streams. */
    public static OpenStreams plain(int port, String path, int streams) {
        return new OpenStreams(port, path, "", "", 0, streams, PLAIN_PER_SECOND, 0, Map.of());
    }

    /** Holds them until it is closed. */
    public ChildProcess hold(OpenStreams streams) {
        return Program.start(workspace, "holder", HeldStreams.class, HEAP, text(streams))
                .awaitOutput(OpenStreams.READY, PATIENCE);
    }

    /** Holds them for so many seconds, once all are there. */
    public OpenStreams.Outcome measure(OpenStreams streams, int seconds, Map<String, List<Long>> processes) {
        String plan = text(streams.measured(seconds, processes));
        String said = Program.run(workspace, "holder", HeldStreams.class, HEAP, plan);
        try {
            return JSON.readValue(
                    said.strip().lines().reduce((before, line) -> line).orElse(""), OpenStreams.Outcome.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the holder said: " + said, e);
        }
    }

    private static String text(OpenStreams held) {
        try {
            return JSON.writeValueAsString(held);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
