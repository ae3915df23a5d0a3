package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.CopiedUsers;
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
import redis.clients.jedis.UnifiedJedis;

/** What is left of a node to which three times as many turns come as it can do, and how it is afterwards. */
final class OverloadBenchmark implements Benchmark {

    private static final String DATABASE = "overload";
    private static final int USERS = 10_000;
    private static final int TURNS_BEFORE = 10;

    /** More than any conversation gets in a run: each has its answer in the cache. */
    private static final int TURNS_KNOWN = 500;

    private static final double TOO_MANY = 3;

    /** Of the most that a node can do: what it should do well before and after. */
    private static final double WELL = 0.5;

    private static final int SETTLE_SECONDS = 10;
    private static final String CONTENT =
            "The quick brown fox jumps over the lazy dog, again and again. ".repeat(8) + "ok.";
    private static final Map<String, String> SETTINGS = Map.of(
            "CACHE_LLM_RESPONSES_SCOPE", "global",
            "RATE_LIMIT_REQUESTS_PER_MINUTE", "1000",
            "RATE_LIMIT_BURST", "1000",
            "ELASTICSEARCH_PORT", "1");

    /** @param perSecond turns that were due */
    private record Phase(String name, double perSecond, Outcome outcome) {}

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL and Redis");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"));
                Running running = new Running()) {
            try (UnifiedJedis redis = engines.redis()) {
                redis.configSet("maxmemory", "3gb"); // all contexts stay hot
            }
            Service service = Service.install(workspace, engines, DATABASE, SETTINGS);
            Service.Node node = running.add(service.start("1g"));
            progress.say("writing " + USERS + " conversations");
            CopiedUsers first = CopiedUsers.first(node);
            first.ask(CONTENT, TURNS_BEFORE);
            first.copy(engines, DATABASE, 0, USERS - 1);
            first.ask(CONTENT, TURNS_KNOWN);
            Path users = CopiedUsers.targets(workspace, engines, DATABASE, 0, USERS - 1);
            TurnRate turns = new TurnRate(new Wrk(workspace), node, users, CONTENT, extent);
            turns.warmUp();
            double most = Spread.of(turns.rates()).median();
            progress.say("%.0f turns a second at most".formatted(most));
            List<Phase> phases = new ArrayList<>();
            Generator generator = new Generator(workspace);
            for (double share : List.of(WELL, TOO_MANY, WELL)) {
                String name = phases.isEmpty() ? "before" : share == WELL ? "after" : "overload";
                Phase phase = new Phase(
                        name, share * most, generator.calls(plan(node, users, share * most, engines, extent)));
                phases.add(phase);
                progress.say(name + ": " + phase.outcome().achieved() + " "
                        + phase.outcome().errors());
            }
            return report(most, phases);
        }
    }

    private static CallPlan plan(Service.Node node, Path users, double perSecond, Engines engines, Extent extent) {
        return new CallPlan(
                node.port(),
                users.toString(),
                USERS,
                CONTENT,
                perSecond,
                SETTLE_SECONDS,
                2 * extent.seconds(),
                Map.of(
                        "service", List.of(node.pid()),
                        "postgresql", List.of(engines.pid("postgresql")),
                        "redis", List.of(engines.pid("redis"))));
    }

    private static Report report(double most, List<Phase> phases) {
        Report report = new Report("overload")
                .table(new Report.Table(
                        "Three times %s turns a second, the most".formatted(Spread.digits(most)),
                        List.of(
                                "phase",
                                "due/s",
                                "good/s",
                                "good / most",
                                "good p50 / p99 ms",
                                "refused/s",
                                "refused p50 / p99 ms",
                                "errors/s",
                                "sent late p99 ms",
                                "service / generator vCPU"),
                        phases.stream().map(phase -> row(most, phase)).toList()))
                .samples("phases", phases);
        for (Phase phase : phases) {
            phase.outcome()
                    .errors()
                    .forEach((kind, times) -> report.note(phase.name() + ": " + times + " times " + kind + " "
                            + phase.outcome().examples().getOrDefault(kind, "")));
        }
        return report.note("Times are from when a call was due. The most is what 64 connections of wrk have; the load"
                + " takes its part of the same processors.");
    }

    private static List<String> row(double most, Phase phase) {
        Outcome outcome = phase.outcome();
        double good = outcome.rate(outcome.achieved(), "turn");
        double refused = outcome.rate(outcome.achieved(), "refused with 429")
                + outcome.rate(outcome.achieved(), "refused with 503");
        return List.of(
                phase.name(),
                Spread.digits(phase.perSecond()),
                Spread.digits(good),
                Spread.digits(good / most),
                outcome.times(Metric.WHOLE).toString(),
                Spread.digits(refused),
                outcome.times(Metric.REFUSED).toString(),
                Spread.digits(outcome.allErrors() / outcome.seconds()),
                Spread.digits(outcome.times(Metric.LATE).p99()),
                Spread.digits(outcome.cpu("service")) + " / " + Spread.digits(outcome.cpu("generator")));
    }
}
