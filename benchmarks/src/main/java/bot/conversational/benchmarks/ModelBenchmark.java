package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.Bare;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Model;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import bot.conversational.benchmarks.users.Generator;
import bot.conversational.benchmarks.users.Metric;
import bot.conversational.benchmarks.users.Outcome;
import java.nio.file.Path;
import java.util.List;

/**
 * What the service adds to a model that takes 200 ms, when half as many turns come as it can do: beside a bare Jetty that
 * only hands question and answer on, at the same rate.
 */
final class ModelBenchmark implements Benchmark {

    private static final CopiedConversation CONVERSATION = AskedServer.conversation("model");

    /** Enough to have all that the service can do under way at once. */
    private static final int CONNECTIONS = 400;

    private static final int CONNECTIONS_AT_FIRST = 64;

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL, Redis and the model");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"));
                Running running = new Running()) {
            Model model = running.add(Model.start(workspace));
            Bare bare = running.add(Bare.start(workspace, model, "1g"));
            Service.Node node = CONVERSATION.write(
                    workspace, engines, CopiedConversation.unsearched(model.environment()), running, progress);
            Path users = CONVERSATION.targets(workspace, engines);
            double most = most(new Wrk(workspace), node, users, extent);
            progress.say("%.0f turns a second at most".formatted(most));
            List<AskedServer> all = List.of(
                    AskedServer.node("ours", node, users, AskedServer.TURN),
                    AskedServer.bare(workspace, bare, AskedServer.TURN));
            Generator generator = new Generator(workspace);
            for (int round = 1; round <= extent.rounds(); round++) {
                for (AskedServer asked : all) {
                    Outcome outcome = asked.ask(generator, most / 2, extent.seconds());
                    progress.say(line(round, asked.name(), outcome));
                }
            }
            return report(most, all);
        }
    }

    /** Turns a second that the service has when nobody waits, once it is no young node any more. */
    private static double most(Wrk wrk, Service.Node node, Path users, Extent extent) {
        // With all connections at once a JVM that has just started would be kept busy by refusing.
        new TurnRate(wrk, node, users, AskedServer.CONTENT, true, CONNECTIONS_AT_FIRST, extent).warmUp();
        TurnRate turns = new TurnRate(wrk, node, users, AskedServer.CONTENT, true, CONNECTIONS, extent);
        turns.warmUp();
        double most = Spread.of(turns.rates()).median();
        if (most < 1) {
            throw new IllegalStateException("no turn was answered");
        }
        return most;
    }

    private static String line(int round, String name, Outcome outcome) {
        Outcome.Times whole = outcome.times(Metric.WHOLE);
        return "round %d, %s: p50 %.1f ms, p99 %.1f ms, errors %s"
                .formatted(round, name, whole.p50(), whole.p99(), outcome.errors());
    }

    private static Report report(double most, List<AskedServer> all) {
        Report report = new Report("model");
        report.table(new Report.Table(
                "At %s turns a second, half of the most".formatted(Spread.digits(most / 2)),
                List.of("server", "added p50 ms", "added p99 ms", "sent late p99 ms", "vCPU", "errors"),
                all.stream().map(ModelBenchmark::row).toList()));
        all.forEach(asked -> report.samples(asked.name(), asked.outcomes()));
        return report.note(
                "Added is to the " + AskedServer.MODEL_MILLIS + " ms that the model takes, from when a call was due;"
                        + " median (minimum-maximum) of the rounds. A bare Jetty only hands question and answer on.");
    }

    private static List<String> row(AskedServer asked) {
        return List.of(
                asked.name(),
                asked.added(Outcome.Times::p50).toString(),
                asked.added(Outcome.Times::p99).toString(),
                Spread.of(asked.outcomes().stream()
                                .map(outcome -> outcome.times(Metric.LATE).p99())
                                .toList())
                        .toString(),
                asked.cpu().toString(),
                asked.errors());
    }
}
