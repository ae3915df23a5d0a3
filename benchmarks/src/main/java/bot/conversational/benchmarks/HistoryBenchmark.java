package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Measured;
import bot.conversational.benchmarks.load.Measured.Sample;
import bot.conversational.benchmarks.load.Rounds;
import bot.conversational.benchmarks.load.Target;
import bot.conversational.benchmarks.load.Tools;
import bot.conversational.benchmarks.report.Goals;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.stack.BarePage;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a page of history costs, the first and the last of conversations of 1,000 messages, in tables of ever more rows, and
 * beside the same SELECT without us and the same bytes from a bare Jetty.
 */
final class HistoryBenchmark implements Benchmark {

    private static final int CONNECTIONS = 8;
    private static final ToDoubleFunction<Sample> P50 = sample -> sample.seen().p50Millis();
    private static final ToDoubleFunction<Sample> CPU = Sample::cpu;

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        List<Integer> exponents = extent.large() ? List.of(4, 5, 6, 7) : List.of(4, 5, 6);
        progress.say("starting PostgreSQL and Redis");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"));
                Running running = new Running()) {
            List<Target> targets = new ArrayList<>();
            for (int exponent : exponents) {
                progress.say("writing 10^" + exponent + " messages");
                HistoryPages pages = pages(workspace, engines, running, exponent);
                targets.add(pages.target("10^" + exponent + ", first page", false));
                targets.add(pages.target("10^" + exponent + ", last page", true));
                if (exponent == exponents.getLast()) {
                    targets.add(pages.statement("SELECT of a first page", false));
                    targets.add(pages.statement("SELECT of a last page", true));
                    Service.Node bare = running.add(BarePage.start(workspace, pages.answer()));
                    Target same = targets.getFirst();
                    targets.add(new Target("bare Jetty", bare.url(), bare.pid(), same.script(), same.values()));
                }
            }
            List<Measured> all = new Rounds(new Tools(workspace), engines, progress::say)
                    .measure(targets, CONNECTIONS, extent.rounds(), extent.seconds(), extent.warmUpSeconds());
            return report(all, exponents.getLast());
        }
    }

    private static HistoryPages pages(Workspace workspace, Engines engines, Running running, int exponent) {
        Service service = Service.install(workspace, engines, "history_" + exponent, Unlimited.withoutSearch(exponent));
        Service.Node node = running.add(service.start("512m"));
        return HistoryPages.write(workspace, engines, node, service.database(), (int) Math.pow(10, exponent));
    }

    private static Report report(List<Measured> all, int exponent) {
        Measured small = all.getFirst();
        Measured last = all.get(all.size() - 4);
        Measured first = all.get(all.size() - 5);
        List<Measured> parts = List.of(all.get(all.size() - 3), all.getLast());
        String rows = "10^" + exponent;
        Goals goals = new Goals()
                .atMost("P9", "p50 of a first page, " + rows + " / 10^4 rows", first.ratio(small, P50), 1.5, 1.2)
                .atMost("P9", "p50 at " + rows + " rows, last / first page", last.ratio(first, P50), 1.5, 1.1)
                .atMost("P10", "CPU of a first page / (SELECT + bare Jetty)", first.ratio(parts, CPU), 2.5, 1.8);
        return new Report("history")
                .table(Measured.table(CONNECTIONS + " connections", all))
                .table(goals.table())
                .samples(CONNECTIONS + " connections", all)
                .note("The SELECT's CPU is PostgreSQL's alone, pgbench is not counted.");
    }
}
