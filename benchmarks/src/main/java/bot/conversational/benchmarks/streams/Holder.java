package bot.conversational.benchmarks.streams;

import bot.conversational.benchmarks.stack.Child;
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
    public static Held turns(Service.Node node, Path users, String question, int turns, int streams, int perSecond) {
        return new Held(node.port(), "", users.toString(), question, turns, streams, perSecond, 0, Map.of());
    }

    /** What any other server streams. */
    public static Held plain(int port, String path, int streams) {
        return new Held(port, path, "", "", 0, streams, PLAIN_PER_SECOND, 0, Map.of());
    }

    /** Holds them until it is closed. */
    public Child hold(Held streams) {
        return Program.start(workspace, "holder", HeldStreams.class, HEAP, text(streams))
                .awaitOutput(Held.READY, PATIENCE);
    }

    /** Holds them for so many seconds, once all are there. */
    public Held.Outcome measure(Held streams, int seconds, Map<String, List<Long>> processes) {
        String plan = text(streams.measured(seconds, processes));
        String said = Program.run(workspace, "holder", HeldStreams.class, HEAP, plan);
        try {
            return JSON.readValue(
                    said.strip().lines().reduce((before, line) -> line).orElse(""), Held.Outcome.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the holder said: " + said, e);
        }
    }

    private static String text(Held held) {
        try {
            return JSON.writeValueAsString(held);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
