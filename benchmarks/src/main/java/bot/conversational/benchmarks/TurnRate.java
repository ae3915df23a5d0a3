package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.stack.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * As many turns as some connections can have.
 *
 * @param users file: a line "PATH TOKEN" each
 * @param unique whether each question is another, so that its answer is not in the cache
 */
record TurnRate(
        Wrk wrk,
        Service.Node node,
        Path users,
        String content,
        boolean unique,
        int connections,
        Benchmark.Extent extent) {

    private static final int CACHED_CONNECTIONS = 64;
    private static final int MOST_ROUNDS = 15;
    private static final int STEADY_ROUNDS = 2;
    private static final double FASTER = 1.05;

    /** Of turns with a cached answer. */
    static TurnRate cached(Wrk wrk, Service.Node node, Path users, String content, Benchmark.Extent extent) {
        return new TurnRate(wrk, node, users, content, false, CACHED_CONNECTIONS, extent);
    }

    /** Until rounds get no faster: a young node compiles for much longer than it seems. */
    void warmUp() {
        double best = round(extent.warmUpSeconds()).rate();
        int steady = 0;
        for (int i = 0; i < MOST_ROUNDS && steady < STEADY_ROUNDS; i++) {
            double next = rate();
            steady = next > best * FASTER ? 0 : steady + 1;
            best = Math.max(best, next);
        }
    }

    /** Good answers a second, in each round. */
    List<Double> rates() {
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < extent.rounds(); i++) {
            rates.add(rate());
        }
        return rates;
    }

    /** Good answers a second, in one round. */
    double rate() {
        return seen().rate();
    }

    /** One round. */
    Wrk.Seen seen() {
        return round(extent.seconds());
    }

    private Wrk.Seen round(int seconds) {
        Map<String, String> values =
                Map.of("TARGETS", users.toString(), "CONTENT", content, "UNIQUE", unique ? "yes" : "no");
        return wrk.round(node.url(), "wrk/turn.lua", values, connections, seconds);
    }
}
