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
import java.util.stream.IntStream;

/**
 * What a call of {@code /v1/chat/completions} adds to a model that takes 200 ms, at 150 calls a second: beside the same
 * number of turns, and beside a bare Jetty that only hands question and answer on.
 */
final class GatewayBenchmark implements Benchmark {

    private static final String DATABASE = "gateway";
    private static final int USERS = 10_000;
    private static final int TURNS_BEFORE = 5;
    private static final double PER_SECOND = 150;
    private static final int MODEL_MILLIS = 200;
    private static final int SETTLE_SECONDS = 3;
    private static final String CONTENT =
            "123456789012345 I would like 20 tokens after " + MODEL_MILLIS + " ms, please.";
    private static final String TURN = "{\"content\":\"" + CONTENT + "\"}";
    private static final String COMPLETION =
            "{\"model\":\"scripted\",\"messages\":[{\"role\":\"user\",\"content\":\"" + CONTENT + "\"}]}";
    private static final Map<String, String> SETTINGS = Map.of(
            "RATE_LIMIT_REQUESTS_PER_MINUTE", "1000",
            "RATE_LIMIT_BURST", "1000",
            "ELASTICSEARCH_PORT", "1");

    /** Who is asked, and what came of it in each round. */
    private record Asked(String name, int port, long pid, Path targets, String body, List<Outcome> outcomes) {

        Spread added(ToDoubleFunction<Outcome.Times> time) {
            return Spread.of(outcomes.stream()
                    .map(outcome -> time.applyAsDouble(outcome.times(Metric.WHOLE)) - MODEL_MILLIS)
                    .toList());
        }

        Spread cpu() {
            return Spread.of(
                    outcomes.stream().map(outcome -> outcome.cpu("server")).toList());
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
            List<Asked> all = List.of(
                    asked("turn", node, ClonedUsers.targets(workspace, engines, DATABASE, 0, USERS - 1), TURN),
                    asked("completion", node, completions(workspace, engines), COMPLETION),
                    new Asked("bare Jetty", bare.port(), bare.process().pid(), nobody(workspace), COMPLETION, list()));
            Generator generator = new Generator(workspace);
            progress.say("warming up");
            all.forEach(asked -> generator.calls(plan(asked, extent.warmUpSeconds())));
            for (int round = 1; round <= extent.rounds(); round++) {
                for (Asked asked : all) {
                    Outcome outcome = generator.calls(plan(asked, extent.seconds()));
                    asked.outcomes().add(outcome);
                    progress.say(line(round, asked.name(), outcome));
                }
            }
            return report(all);
        }
    }

    private static Asked asked(String name, Service.Node node, Path targets, String body) {
        return new Asked(name, node.port(), node.pid(), targets, body, list());
    }

    private static List<Outcome> list() {
        return new ArrayList<>();
    }

    private static Path completions(Workspace workspace, Engines engines) {
        StringBuilder lines = new StringBuilder();
        ClonedUsers.list(engines, DATABASE, 0, USERS - 1)
                .forEach(user -> lines.append(user.line("/v1/chat/completions")));
        return workspace.write("completions.txt", lines.toString());
    }

    private static Path nobody(Workspace workspace) {
        return workspace.write("proxy-targets.txt", "/proxy nobody\n".repeat(USERS));
    }

    private static CallPlan plan(Asked asked, int seconds) {
        return new CallPlan(
                asked.port(),
                asked.targets().toString(),
                USERS,
                asked.body(),
                PER_SECOND,
                SETTLE_SECONDS,
                seconds,
                Map.of("server", List.of(asked.pid())));
    }

    private static String line(int round, String name, Outcome outcome) {
        Outcome.Times whole = outcome.times(Metric.WHOLE);
        return "round %d, %s: p50 %.1f ms, p99 %.1f ms, %.3f vCPU, errors %s"
                .formatted(round, name, whole.p50(), whole.p99(), outcome.cpu("server"), outcome.errors());
    }

    private static Report report(List<Asked> all) {
        Asked turn = all.get(0);
        Asked completion = all.get(1);
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
        return report.note("Added is to the " + MODEL_MILLIS + " ms that the model takes, from when a call was due;"
                + " median (minimum-maximum) of the rounds. Processor time is the server's own.");
    }

    private static List<String> row(Asked asked) {
        return List.of(
                asked.name(),
                asked.added(Outcome.Times::p50).toString(),
                asked.added(Outcome.Times::p99).toString(),
                asked.cpu().toString(),
                String.valueOf(
                        asked.outcomes().stream().mapToLong(Outcome::allErrors).sum()));
    }
}
