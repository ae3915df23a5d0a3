package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Cpu;
import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.ClassCache;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How long a node takes until it is ready, and what memory it then has and has after work, with and without what an earlier one learned. */
final class StartBenchmark implements Benchmark {

    private static final String DATABASE = "starts";
    private static final String HEAP = "512m";
    private static final int USERS = 100;

    /**
     * One start.
     *
     * @param seconds until the first 200 of the health check
     * @param cpu seconds of it until then
     * @param idle resident megabytes when ready
     * @param worked resident megabytes after the load
     * @param rate answers a second of the load, which meets a JVM that is cold
     */
    record Start(double seconds, double cpu, double idle, double worked, double rate) {}

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL and Redis");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"))) {
            Service service = Service.install(workspace, engines, DATABASE, Unlimited.withoutSearch(0));
            try (Service.Node node = service.start(HEAP)) {
                ClonedUsers.first(node).copy(engines, DATABASE, 0, USERS - 1);
            }
            Path users = users(workspace, engines);
            Wrk wrk = new Wrk(workspace);
            Map<String, List<String>> ways = new LinkedHashMap<>();
            ways.put("without", List.of());
            Stream.of(ClassCache.Kind.values()).filter(ClassCache.Kind::known).forEach(kind -> {
                progress.say("making " + kind);
                ClassCache cache = ClassCache.make(
                        workspace, kind, option -> service.start(HEAP, option), node -> load(wrk, node, users, extent));
                ways.put(cache.toString(), cache.options());
            });
            Map<String, List<Start>> starts = new LinkedHashMap<>();
            for (int round = 1; round <= extent.rounds(); round++) {
                for (Map.Entry<String, List<String>> way : ways.entrySet()) {
                    Start start = start(wrk, service, way.getValue(), users, extent);
                    starts.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                            .add(start);
                    progress.say("round %d of %d, %s: ready after %.2f s and %.2f s of CPU"
                            .formatted(round, extent.rounds(), way.getKey(), start.seconds(), start.cpu()));
                }
            }
            return report(starts, extent);
        }
    }

    private static Path users(Workspace workspace, Engines engines) {
        String lines = ClonedUsers.list(engines, DATABASE, 0, USERS - 1).stream()
                .map(user -> user.line("/api/v1/conversations"))
                .collect(Collectors.joining());
        return workspace.write("starts.txt", lines);
    }

    private static Start start(Wrk wrk, Service service, List<String> options, Path users, Extent extent) {
        long begun = System.nanoTime();
        try (Service.Node node = service.start(HEAP, options.toArray(String[]::new))) {
            double took = (System.nanoTime() - begun) / 1e9;
            double cpu = Cpu.seconds(node.pid());
            double idle = Cpu.residentBytes(node.pid()) / 1e6;
            double rate = load(wrk, node, users, extent).rate();
            return new Start(took, cpu, idle, Cpu.residentBytes(node.pid()) / 1e6, rate);
        }
    }

    private static Wrk.Seen load(Wrk wrk, Service.Node node, Path users, Extent extent) {
        return wrk.round(node.url(), "wrk/get.lua", Map.of("TARGETS", users.toString()), 16, extent.seconds());
    }

    private static Report report(Map<String, List<Start>> starts, Extent extent) {
        List<List<String>> rows = starts.entrySet().stream()
                .map(way -> List.of(
                        way.getKey(),
                        spread(way.getValue(), Start::seconds),
                        spread(way.getValue(), Start::cpu),
                        spread(way.getValue(), Start::idle),
                        spread(way.getValue(), Start::rate),
                        spread(way.getValue(), Start::worked)))
                .toList();
        List<String> columns = List.of(
                "start",
                "ready after s",
                "CPU s until then",
                "resident MB",
                "lists/s in the first %d s".formatted(extent.seconds()),
                "resident MB then");
        return new Report("start")
                .table(new Report.Table("Heap of " + HEAP, columns, rows))
                .samples("starts", starts);
    }

    private static String spread(List<Start> starts, ToDoubleFunction<Start> value) {
        return Spread.of(starts.stream().map(value::applyAsDouble).toList()).toString();
    }
}
