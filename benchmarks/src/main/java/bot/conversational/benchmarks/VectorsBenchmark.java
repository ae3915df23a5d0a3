package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Measured;
import bot.conversational.benchmarks.load.Measured.Sample;
import bot.conversational.benchmarks.load.Rounds;
import bot.conversational.benchmarks.load.Target;
import bot.conversational.benchmarks.load.Tools;
import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Goals;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.ClonedUsers.One;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Outbox;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import bot.conversational.benchmarks.vectors.Filling;
import bot.conversational.benchmarks.vectors.Talks;
import bot.conversational.benchmarks.vectors.VectorRows;
import bot.conversational.benchmarks.vectors.VectorScan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What finding by meaning costs: the service's statement among few or many vectors of a user, beside the bare SELECT and a
 * scan of as many in memory; making vectors; and searching by both ways beside each alone.
 */
final class VectorsBenchmark implements Benchmark {

    private static final String ROWS = "vectors";
    private static final String MEANT = "meant";
    private static final List<Integer> SIZES = List.of(1_000, 5_000, 20_000, 100_000);
    private static final int OTHERS = 300_000;
    private static final int OTHERS_WHEN_LARGE = 1_000_000;

    /** The service compares so many, the newest ones. */
    private static final int NEWEST = 20_000;

    private static final int TALKERS = 2;
    private static final int TALKS = 50;
    private static final List<String> QUERIES = List.of(
            "repair%20a%20bicycle",
            "cheese%20for%20the%20holiday",
            "train%20to%20the%20village",
            "what%20the%20doctor%20asks",
            "money%20for%20a%20new%20roof",
            "garden%20in%20winter",
            "a%20quiet%20morning",
            "the%20song%20of%20a%20bird");
    private static final ToDoubleFunction<Sample> P50 = sample -> sample.seen().p50Millis();
    private static final ToDoubleFunction<Sample> P99 = sample -> sample.seen().p99Millis();

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL, Redis and Elasticsearch");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis", "elasticsearch"))) {
            Report report = new Report("vectors");
            if (extent.includes("legs")) {
                legs(workspace, engines, extent, progress, report);
            }
            if (extent.includes("statement")) {
                statements(workspace, engines, extent, progress, report);
            }
            return report.note("CPU is without Elasticsearch's.")
                    .note("A row is a passage; of these messages each has one.");
        }
    }

    private static Service service(Workspace workspace, Engines engines, String database, int users) {
        Service service = Service.install(workspace, engines, database, Unlimited.settings());
        try (Service.Node node = service.with("EMBEDDING_PROVIDER", "none").start("512m")) {
            ClonedUsers.first(node).copy(engines, database, 0, users - 1);
        }
        return service;
    }

    private static void statements(
            Workspace workspace, Engines engines, Extent extent, Progress progress, Report report) {
        int others = extent.large() ? OTHERS_WHEN_LARGE : OTHERS;
        service(workspace, engines, ROWS, SIZES.size());
        VectorRows rows = VectorRows.write(workspace, engines, ROWS, SIZES, others, progress::say);
        Rounds rounds = new Rounds(new VectorScan(new Tools(workspace)), engines, progress::say);
        List<List<String>> table = new ArrayList<>();
        for (int user = 0; user < SIZES.size(); user++) {
            int size = SIZES.get(user);
            List<Target> targets = new ArrayList<>(List.of(
                    rows.bare("bare SELECT", user),
                    VectorScan.target("scan in memory", size),
                    rows.search("service's statement", user, NEWEST)));
            if (size > NEWEST) {
                targets.add(rows.search("the same, all compared", user, size));
            }
            List<Measured> all = rounds.measure(targets, 1, extent.rounds(), extent.seconds(), 0);
            String name = "%,d vectors".formatted(size);
            all.forEach(each -> table.add(row(name, each, all.get(0), all.get(1))));
            report.samples(name, all).note(name + ": " + rows.plan(user));
        }
        report.table(new Report.Table(
                        "A user's vectors among %,d of others, 1 connection".formatted(others),
                        List.of("vectors", "what", "p50 ms", "p99 ms", "p50 / SELECT", "p99 / SELECT", "p50 / scan"),
                        table))
                .table(new Report.Table(
                        "Bytes of a vector", List.of("in the table", "in the index"), List.of(rows.bytes())));
    }

    private static List<String> row(String size, Measured one, Measured bare, Measured scan) {
        return List.of(
                size,
                one.target().name(),
                one.spread(P50).toString(),
                one.spread(P99).toString(),
                one.ratio(bare, P50).toString(),
                one.ratio(bare, P99).toString(),
                one.ratio(scan, P50).toString());
    }

    private static void legs(Workspace workspace, Engines engines, Extent extent, Progress progress, Report report) {
        Service service = service(workspace, engines, MEANT, TALKERS);
        Talks.write(engines, MEANT, 0, TALKERS - 1, TALKS, true);
        Filling filling = new Filling(engines, MEANT);
        try (Service.Node node = service.start("512m")) {
            progress.say("embedding and indexing");
            report.table(filling.measure(node));
            new Outbox(workspace, engines, MEANT).awaitEmpty(Duration.ofMinutes(5));
            List<One> users = ClonedUsers.list(engines, MEANT, 0, TALKERS - 1);
            List<Target> targets = List.of(
                    target(workspace, node, users, "keyword"),
                    target(workspace, node, users, "semantic"),
                    target(workspace, node, users, "hybrid"));
            List<Measured> all = new Rounds(new Wrk(workspace), engines, progress::say)
                    .measure(targets, 1, extent.rounds(), extent.seconds(), extent.warmUpSeconds());
            report.table(Measured.table("Searching 1,000 messages, 1 connection", all))
                    .table(new Goals()
                            .atMost("hybrid", "p50, both ways / the slower one", beside(all), 1.15, 1.05)
                            .table())
                    .samples("legs", all);
        }
    }

    private static Target target(Workspace workspace, Service.Node node, List<One> users, String mode) {
        String lines = users.stream()
                .flatMap(user -> QUERIES.stream()
                        .map(query -> user.line("/api/v1/search/messages?mode=" + mode + "&limit=20&q=" + query)))
                .collect(Collectors.joining());
        Path list = workspace.write("searches-" + mode + ".txt", lines);
        return new Target(mode, node.url(), node.pid(), "wrk/get.lua", Map.of("TARGETS", list.toString()));
    }

    /** The last of these beside the slower one of the others, round by round. */
    private static Spread beside(List<Measured> all) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < all.getLast().samples().size(); round++) {
            int at = round;
            double slower = all.subList(0, all.size() - 1).stream()
                    .mapToDouble(leg -> P50.applyAsDouble(leg.samples().get(at)))
                    .max()
                    .orElseThrow();
            ratios.add(P50.applyAsDouble(all.getLast().samples().get(at)) / slower);
        }
        return Spread.of(ratios);
    }
}
