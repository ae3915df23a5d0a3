package bot.conversational.benchmarks.streams;

import java.util.List;
import java.util.Map;

/**
 * Which streams are to be held.
 *
 * @param port of the server
 * @param path that each stream is asked for; empty: turns of the service's
 * @param targets file of the service's users: a line "PATH TOKEN" each
 * @param question that begins a turn
 * @param turns to begin, each of another user
 * @param streams in all: those that are no turn of their own follow one
 * @param perSecond begun in a second
 * @param seconds to count events in, once all are there; 0: they are held until the process ends
 * @param processes whose CPU is measured meanwhile, by name
 */
public record OpenStreams(
        int port,
        String path,
        String targets,
        String question,
        int turns,
        int streams,
        int perSecond,
        int seconds,
        Map<String, List<Long>> processes) {

    /** The same with a time to measure in. */
    OpenStreams measured(int forSeconds, Map<String, List<Long>> whose) {
        return new OpenStreams(port, path, targets, question, turns, streams, perSecond, forSeconds, whose);
    }

    /** The line that tells that all are there. */
    public static final String READY = "all streams are there";

    /**
     * What came in the time.
     *
     * @param events of text
     * @param characters of text
     * @param lost streams that broke or ended
     * @param cpu processors in use, by name of the process
     */
    public record Outcome(double seconds, long events, long characters, long lost, Map<String, Double> cpu) {}
}
