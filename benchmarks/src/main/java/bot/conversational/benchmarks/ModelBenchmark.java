package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.Bare;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Model;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import bot.conversational.benchmarks.users.CallPlan;
import bot.conversational.benchmarks.users.Generator;
import bot.conversational.benchmarks.users.Metric;
import bot.conversational.benchmarks.users.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the service adds to a model that takes 200 ms, when half as many turns come as it can do: beside a bare Jetty that
 * only hands question and answer on, at the same rate.
 */
final class ModelBenchmark implements Benchmark {

    private static final String DATABASE = "model";
    private static final int USERS = 10_000;
    private static final int TURNS_BEFORE = 5;

    /** Enough to have all that the service can do under way at once. */
    private static final int CONNECTIONS = 400;

    private static final int CONNECTIONS_AT_FIRST = 64;

    private static final int MODEL_MILLIS = 200;
    private static final int SETTLE_SECONDS = 3;
    private static final String CONTENT =
            "123456789012345 I would like 20 tokens after " + MODEL_MILLIS + " ms, please.";
    private static final Map<String, String> SETTINGS = Map.of(
            "RATE_LIMIT_REQUESTS_PER_MINUTE", "1000",
            "RATE_LIMIT_BURST", "1000",
            "ELASTICSEARCH_PORT", "1");

    /** Who is asked, and what came of it in each round. */
    private record Asked(String name, int port, long pid, Path users, List<Outcome> outcomes) {

        Spread added(ToDoubleFunction<Outcome.Times> time) {
            return Spread.of(outcomes.stream()
                    .map(outcome -> time.applyAsDouble(outcome.times(Metric.WHOLE)) - MODEL_MILLIS)
                    .toList());
        }
    }

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL, Redis and the model");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"));
                Running running = new Running()) {
            Model model = running.add(Model.start(workspace));
            Bare bare = running.add(Bare.start(workspace, model, "1g"));
            Map<String, String> settings = new HashMap<>(SETTINGS);
            settings.putAll(model.environment());
            Service service = Service.install(workspace, engines, DATABASE, settings);
            Service.Node node = running.add(service.start("1g"));
            progress.say("writing " + USERS + " conversations");
            ClonedUsers first = ClonedUsers.first(node);
            first.ask("Which trees are there?", TURNS_BEFORE);
            first.copy(engines, DATABASE, 0, USERS - 1);
            Path users = ClonedUsers.targets(workspace, engines, DATABASE, 0, USERS - 1);
            Path nobody = workspace.write("proxy-targets.txt", "/proxy nobody\n".repeat(USERS));
            double most = most(new Wrk(workspace), node, users, extent);
            progress.say("%.0f turns a second at most".formatted(most));
            List<Asked> all = List.of(
                    new Asked("ours", node.port(), node.pid(), users, new ArrayList<>()),
                    new Asked("bare Jetty", bare.port(), bare.process().pid(), nobody, new ArrayList<>()));
            Generator generator = new Generator(workspace);
            for (int round = 1; round <= extent.rounds(); round++) {
                for (Asked asked : all) {
                    Outcome outcome = generator.calls(plan(asked, most / 2, extent));
                    asked.outcomes().add(outcome);
                    progress.say(line(round, asked.name(), outcome));
                }
            }
            return report(most, all);
        }
    }

    /** Turns a second that the service has when nobody waits, once it is no young node any more. */
    private static double most(Wrk wrk, Service.Node node, Path users, Extent extent) {
        // With all connections at once a JVM that has just started would be kept busy by refusing.
        new TurnRate(wrk, node, users, CONTENT, true, CONNECTIONS_AT_FIRST, extent).warmUp();
        TurnRate turns = new TurnRate(wrk, node, users, CONTENT, true, CONNECTIONS, extent);
        turns.warmUp();
        double most = Spread.of(turns.rates()).median();
        if (most < 1) {
            throw new IllegalStateException("no turn was answered");
        }
        return most;
    }

    private static CallPlan plan(Asked asked, double perSecond, Extent extent) {
        return new CallPlan(
                asked.port(),
                asked.users().toString(),
                USERS,
                "{\"content\":\"" + CONTENT + "\"}",
                perSecond,
                SETTLE_SECONDS,
                extent.seconds(),
                Map.of("server", List.of(asked.pid())));
    }

    private static String line(int round, String name, Outcome outcome) {
        Outcome.Times whole = outcome.times(Metric.WHOLE);
        return "round %d, %s: p50 %.1f ms, p99 %.1f ms, errors %s"
                .formatted(round, name, whole.p50(), whole.p99(), outcome.errors());
    }

    private static Report report(double most, List<Asked> all) {
        Report report = new Report("model");
        report.table(new Report.Table(
                "At %s turns a second, half of the most".formatted(Spread.digits(most / 2)),
                List.of("server", "added p50 ms", "added p99 ms", "sent late p99 ms", "vCPU", "errors"),
                all.stream().map(ModelBenchmark::row).toList()));
        all.forEach(asked -> report.samples(asked.name(), asked.outcomes()));
        return report.note("Added is to the " + MODEL_MILLIS + " ms that the model takes, from when a call was due;"
                + " median (minimum-maximum) of the rounds. A bare Jetty only hands question and answer on.");
    }

    private static List<String> row(Asked asked) {
        return List.of(
                asked.name(),
                asked.added(Outcome.Times::p50).toString(),
                asked.added(Outcome.Times::p99).toString(),
                Spread.of(asked.outcomes().stream()
                                .map(outcome -> outcome.times(Metric.LATE).p99())
                                .toList())
                        .toString(),
                Spread.of(asked.outcomes().stream()
                                .map(outcome -> outcome.cpu("server"))
                                .toList())
                        .toString(),
                String.valueOf(
                        asked.outcomes().stream().mapToLong(Outcome::allErrors).sum()));
    }
}
