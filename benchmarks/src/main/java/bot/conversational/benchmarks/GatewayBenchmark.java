package bot.conversational.benchmarks;

import bot.conversational.benchmarks.report.Goals;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.Bare;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Model;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import bot.conversational.benchmarks.users.Generator;
import bot.conversational.benchmarks.users.Metric;
import bot.conversational.benchmarks.users.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a call of {@code /v1/chat/completions} adds to a model that takes 200 ms, at 150 calls a second: beside the same
 * number of turns, and beside a bare Jetty that only hands question and answer on.
 */
final class GatewayBenchmark implements Benchmark {

    private static final CopiedConversation CONVERSATION = AskedServer.conversation("gateway");
    private static final double PER_SECOND = 150;
    private static final String COMPLETION =
            "{\"model\":\"scripted\",\"messages\":[{\"role\":\"user\",\"content\":\"" + AskedServer.CONTENT + "\"}]}";

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL, Redis and the model");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"));
                Running running = new Running()) {
            Model model = running.add(Model.start(workspace));
            Bare bare = running.add(Bare.start(workspace, model, "1g"));
            Service.Node node = CONVERSATION.write(
                    workspace, engines, CopiedConversation.unsearched(model.environment()), running, progress);
            List<AskedServer> all = List.of(
                    AskedServer.node("turn", node, CONVERSATION.targets(workspace, engines), AskedServer.TURN),
                    AskedServer.node("completion", node, completions(workspace, engines), COMPLETION),
                    AskedServer.bare(workspace, bare, COMPLETION));
            Generator generator = new Generator(workspace);
            progress.say("warming up");
            all.forEach(asked -> asked.warmUp(generator, PER_SECOND, extent.warmUpSeconds()));
            for (int round = 1; round <= extent.rounds(); round++) {
                for (AskedServer asked : all) {
                    Outcome outcome = asked.ask(generator, PER_SECOND, extent.seconds());
                    progress.say(line(round, asked.name(), outcome));
                }
            }
            return report(all);
        }
    }

    private static Path completions(Workspace workspace, Engines engines) {
        StringBuilder lines = new StringBuilder();
        ClonedUsers.list(engines, CONVERSATION.database(), 0, CONVERSATION.users() - 1)
                .forEach(user -> lines.append(user.line("/v1/chat/completions")));
        return workspace.write("completions.txt", lines.toString());
    }

    private static String line(int round, String name, Outcome outcome) {
        Outcome.Times whole = outcome.times(Metric.WHOLE);
        return "round %d, %s: p50 %.1f ms, p99 %.1f ms, %.3f vCPU, errors %s"
                .formatted(round, name, whole.p50(), whole.p99(), outcome.cpu("server"), outcome.errors());
    }

    private static Report report(List<AskedServer> all) {
        AskedServer turn = all.get(0);
        AskedServer completion = all.get(1);
        Spread cost = Spread.of(IntStream.range(0, turn.outcomes().size())
                .mapToObj(i -> completion.outcomes().get(i).cpu("server")
                        / turn.outcomes().get(i).cpu("server"))
                .toList());
        Report report = new Report("gateway");
        report.table(new Report.Table(
                "At %s calls a second".formatted(Spread.digits(PER_SECOND)),
                List.of("call", "added p50 ms", "added p99 ms", "vCPU", "errors"),
                all.stream().map(GatewayBenchmark::row).toList()));
        report.table(new Goals()
                .atMost("G1", "a completion's processor time / a turn's", cost, 1.1, 1)
                .atMost("G2", "ms added by a completion, p50", completion.added(Outcome.Times::p50), 4, 3)
                .atMost("G3", "ms added by a completion, p99", completion.added(Outcome.Times::p99), 12, 8)
                .table());
        all.forEach(asked -> report.samples(asked.name(), asked.outcomes()));
        return report.note(
                "Added is to the " + AskedServer.MODEL_MILLIS + " ms that the model takes, from when a call was due;"
                        + " median (minimum-maximum) of the rounds. Processor time is the server's own.");
    }

    private static List<String> row(AskedServer asked) {
        return List.of(
                asked.name(),
                asked.added(Outcome.Times::p50).toString(),
                asked.added(Outcome.Times::p99).toString(),
                asked.cpu().toString(),
                asked.errors());
    }
}
