package bot.conversational.benchmarks;

import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.stack.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** Runs benchmarks by their names, and writes what they saw to {@code benchmarks/results}. */
public final class Benchmarks {

    private static final Map<String, Benchmark> BY_NAME = new TreeMap<>(Map.ofEntries(
            Map.entry("disk", new DiskBenchmark()),
            Map.entry("gateway", new GatewayBenchmark()),
            Map.entry("history", new HistoryBenchmark()),
            Map.entry("import", new ImportBenchmark()),
            Map.entry("index", new IndexBenchmark()),
            Map.entry("metrics", new MetricsBenchmark()),
            Map.entry("model", new ModelBenchmark()),
            Map.entry("overload", new OverloadBenchmark()),
            Map.entry("page", new PageBenchmark()),
            Map.entry("partitions", new PartitionsBenchmark()),
            Map.entry("search", new SearchBenchmark()),
            Map.entry("sessions", new SessionsBenchmark()),
            Map.entry("start", new StartBenchmark()),
            Map.entry("streams", new StreamsBenchmark()),
            Map.entry("titles", new TitlesBenchmark()),
            Map.entry("turn", new TurnBenchmark()),
            Map.entry("users", new UsersBenchmark()),
            Map.entry("vectors", new VectorsBenchmark())));

    private Benchmarks() {}

    public static void main(String[] arguments) throws IOException {
        Namespace given = parser().parseArgsOrFail(arguments);
        Workspace workspace = new Workspace(
                Path.of(System.getProperty("project.root", "")).toAbsolutePath().normalize());
        Optional<Path> peers = Optional.ofNullable(given.getString("peers"))
                .map(folder -> Path.of(folder).toAbsolutePath());
        Benchmark.Extent extent = new Benchmark.Extent(
                given.getInt("rounds"),
                given.getInt("seconds"),
                given.getInt("warm_up"),
                given.getBoolean("large"),
                given.getList("connections"),
                peers,
                given.getList("users"),
                given.getInt("nodes"),
                given.getBoolean("learned"),
                given.getList("only"));
        Progress progress = new Progress(System.err);
        List<String> names = given.getList("name");
        for (String name : names.isEmpty() ? List.copyOf(BY_NAME.keySet()) : names) {
            progress.say("benchmark " + name);
            Benchmark benchmark = Objects.requireNonNull(BY_NAME.get(name));
            Report report = benchmark.run(workspace, extent, progress);
            Map<String, String> circumstances = circumstances(extent);
            report.write(workspace.root().resolve("benchmarks/results"), circumstances);
            System.out.println(report.markdown(circumstances));
        }
    }

    private static ArgumentParser parser() {
        ArgumentParser parser =
                ArgumentParsers.newFor("benchmarks/run.sh").build().description("Measures the service.");
        parser.addArgument("name").nargs("*").choices(BY_NAME.keySet()).help("which; all without one");
        parser.addArgument("--peers").metavar("DIR").help("compare with the peers in this folder");
        parser.addArgument("--large")
                .action(Arguments.storeTrue())
                .help("also tables of 10^7 rows, or 10^6 vectors of others");
        parser.addArgument("--connections")
                .type(Integer.class)
                .nargs("+")
                .setDefault(List.of(64, 1_000))
                .help("of wrk");
        parser.addArgument("--rounds").type(Integer.class).setDefault(5);
        parser.addArgument("--seconds").type(Integer.class).setDefault(8).help("of each target in a round");
        parser.addArgument("--warm-up").type(Integer.class).setDefault(30).help("seconds of each target");
        parser.addArgument("--only")
                .metavar("WORD")
                .nargs("+")
                .setDefault(List.of())
                .help("turn: leave out targets whose names have none of these words, and what a turn is made of;"
                        + " vectors: legs or statement");
        parser.addArgument("--users")
                .nargs("+")
                .type(Integer.class)
                .setDefault(List.of(1_000, 2_500, 5_000))
                .help("how many chat, one number after the other");
        parser.addArgument("--nodes").type(Integer.class).setDefault(1).help("of the service that they chat with");
        parser.addArgument("--learned")
                .action(Arguments.storeTrue())
                .help("nodes that use what infra/learn.sh had another one learn (Java 25)");
        return parser;
    }

    private static Map<String, String> circumstances(Benchmark.Extent extent) throws IOException {
        Map<String, String> circumstances = new LinkedHashMap<>();
        circumstances.put("when", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        circumstances.put(
                "machine",
                Runtime.getRuntime().availableProcessors() + " processors, " + processor() + ", " + memory());
        circumstances.put("Java", Runtime.version().toString());
        circumstances.put(
                "extent",
                extent.rounds() + " rounds of " + extent.seconds() + " s after " + extent.warmUpSeconds()
                        + " s of warm-up, load and stores on the same processors");
        return circumstances;
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static String memory() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemTotal"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 / 1024 + " GB")
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
