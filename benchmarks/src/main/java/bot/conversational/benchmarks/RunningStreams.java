package bot.conversational.benchmarks;

import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.Bare;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Model;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.streams.Holder;
import bot.conversational.benchmarks.streams.OpenStreams;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Streams of a model with ten tokens a second, each token an event: what these cost. More than two processors can carry
 * would show how a full machine copes, and not that.
 */
record RunningStreams(Holder holder, Engines engines, Model model, Benchmark.Extent extent) {

    private static final int STREAMS = 1_000;

    /** Few enough for a node that has not streamed yet. */
    private static final int TURNS_PER_SECOND = 40;

    private static final int TOKEN = "amber ".length();
    private static final String QUESTION = "I would like 1200 tokens at 10 a second.";

    void measure(Service.Node node, Path users, Bare bare, Report report) {
        int seconds = 3 * extent.seconds();
        OpenStreams turns = Holder.turns(node, users, QUESTION, STREAMS, STREAMS, TURNS_PER_SECOND);
        Map<String, List<Long>> ours = Map.of(
                "server", List.of(node.pid()),
                "postgresql", List.of(engines.pid("postgresql")),
                "redis", List.of(engines.pid("redis")),
                "model", List.of(model.process().pid()));
        OpenStreams.Outcome service = holder.measure(turns, seconds, ours);
        OpenStreams.Outcome jetty = holder.measure(
                Holder.plain(bare.port(), "/frames", STREAMS),
                seconds,
                Map.of("server", List.of(bare.process().pid())));
        report.table(new Report.Table(
                        STREAMS + " streams that run",
                        List.of(
                                "server",
                                "frames/s",
                                "tokens/s",
                                "CPU ms of 1,000 frames",
                                "of 1,000 tokens",
                                "of 1,000 tokens, with the stores",
                                "vCPU",
                                "lost"),
                        List.of(row("ours", service), row("bare Jetty", jetty))))
                .samples("streams that run", List.of(service, jetty))
                .note("A frame is an event with one token: ten a second of each stream.");
    }

    private static List<String> row(String name, OpenStreams.Outcome seen) {
        double server = seen.cpu().getOrDefault("server", 0.0);
        double stores = seen.cpu().getOrDefault("postgresql", 0.0) + seen.cpu().getOrDefault("redis", 0.0);
        double frames = seen.events() / seen.seconds();
        double tokens = seen.characters() / seen.seconds() / TOKEN;
        return List.of(
                name,
                Spread.digits(frames),
                Spread.digits(tokens),
                Spread.digits(1e6 * server / frames),
                Spread.digits(1e6 * server / tokens),
                Spread.digits(1e6 * (server + stores) / tokens),
                Spread.digits(server),
                String.valueOf(seen.lost()));
    }
}
