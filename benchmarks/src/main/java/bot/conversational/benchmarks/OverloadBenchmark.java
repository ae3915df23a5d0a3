package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import bot.conversational.benchmarks.users.CallPlan;
import bot.conversational.benchmarks.users.Generator;
import bot.conversational.benchmarks.users.Metric;
import bot.conversational.benchmarks.users.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import redis.clients.jedis.UnifiedJedis;

/** What is left of a node to which three times as many turns come as it can do, and how it is afterwards. */
final class OverloadBenchmark implements Benchmark {

    private static final int USERS = 10_000;

    /** More answers are known than any conversation gets in a run. */
    private static final CopiedConversation CONVERSATION =
            new CopiedConversation("overload", USERS, CopiedConversation.LONG, 10, 500);

    private static final double TOO_MANY = 3;

    /** Of the most that a node can do: what it should do well afterwards. */
    private static final double WELL = 0.5;

    private static final int SETTLE_SECONDS = 10;

    /** @param most turns a second right before: the machine is not as fast all the time */
    private record Round(double most, Outcome overload, Outcome after) {}

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL and Redis");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"));
                Running running = new Running()) {
            try (UnifiedJedis redis = engines.redis()) {
                redis.configSet("maxmemory", "3gb"); // all contexts stay hot
            }
            Service.Node node =
                    CONVERSATION.write(workspace, engines, CopiedConversation.sharingAnswers(), running, progress);
            Path users = CONVERSATION.targets(workspace, engines);
            TurnRate turns = TurnRate.cached(new Wrk(workspace), node, users, CopiedConversation.LONG, extent);
            turns.warmUp();
            Generator generator = new Generator(workspace);
            List<Round> rounds = new ArrayList<>();
            for (int number = 1; number <= extent.rounds(); number++) {
                double most = turns.rate();
                Round round = new Round(
                        most,
                        generator.calls(plan(node, users, TOO_MANY * most, engines, extent)),
                        generator.calls(plan(node, users, WELL * most, engines, extent)));
                rounds.add(round);
                progress.say("round %d: %.0f turns a second at most; overload: %s %s; after: %s %s"
                        .formatted(
                                number,
                                most,
                                round.overload().achieved(),
                                round.overload().errors(),
                                round.after().achieved(),
                                round.after().errors()));
            }
            return report(rounds);
        }
    }

    private static CallPlan plan(Service.Node node, Path users, double perSecond, Engines engines, Extent extent) {
        return new CallPlan(
                node.port(),
                users.toString(),
                USERS,
                "{\"content\":\"" + CopiedConversation.LONG + "\"}",
                perSecond,
                SETTLE_SECONDS,
                2 * extent.seconds(),
                Map.of(
                        "service", List.of(node.pid()),
                        "postgresql", List.of(engines.pid("postgresql")),
                        "redis", List.of(engines.pid("redis"))));
    }

    private static Report report(List<Round> rounds) {
        Report report = new Report("overload")
                .table(new Report.Table(
                        "Three times as many turns as the most, %s a second, and half as many after it"
                                .formatted(Spread.of(
                                        rounds.stream().map(Round::most).toList())),
                        List.of(
                                "phase",
                                "good/s",
                                "good / most",
                                "good p50 ms",
                                "good p99 ms",
                                "refused/s",
                                "refused p50 ms",
                                "refused p99 ms",
                                "errors/s",
                                "sent late p99 ms",
                                "service vCPU",
                                "generator vCPU"),
                        List.of(row("overload", rounds, Round::overload), row("after", rounds, Round::after))))
                .samples("rounds", rounds);
        return report.note(
                "Times are from when a call was due, errors are calls without an answer. The most is what 64"
                        + " connections of wrk have right before in the round; the load takes its part of the same processors.");
    }

    private static List<String> row(String name, List<Round> rounds, Function<Round, Outcome> phase) {
        List<ToDoubleFunction<Round>> columns = List.of(
                round -> good(phase.apply(round)),
                round -> good(phase.apply(round)) / round.most(),
                round -> phase.apply(round).times(Metric.WHOLE).p50(),
                round -> phase.apply(round).times(Metric.WHOLE).p99(),
                round -> refused(phase.apply(round)),
                round -> phase.apply(round).times(Metric.REFUSED).p50(),
                round -> phase.apply(round).times(Metric.REFUSED).p99(),
                round -> phase.apply(round).allErrors() / phase.apply(round).seconds(),
                round -> phase.apply(round).times(Metric.LATE).p99(),
                round -> phase.apply(round).cpu("service"),
                round -> phase.apply(round).cpu("generator"));
        List<String> row = new ArrayList<>(List.of(name));
        columns.forEach(column -> row.add(
                Spread.of(rounds.stream().map(column::applyAsDouble).toList()).toString()));
        return row;
    }

    private static double good(Outcome outcome) {
        return outcome.rate(outcome.achieved(), "turn");
    }

    private static double refused(Outcome outcome) {
        return outcome.rate(outcome.achieved(), "refused with 429")
                + outcome.rate(outcome.achieved(), "refused with 503");
    }
}
