package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Measured;
import bot.conversational.benchmarks.load.Rounds;
import bot.conversational.benchmarks.load.Target;
import bot.conversational.benchmarks.load.Tools;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import redis.clients.jedis.UnifiedJedis;

/**
 * What turns and pages of history cost when messages and turns are in partitions, beside the same in one table each; with
 * plans that the server chooses, with those for any value, and with those for the value at hand.
 */
final class PartitionsBenchmark implements Benchmark {

    private static final List<Integer> NUMBERS = List.of(1, 4, 16, 64);
    private static final int FEW = 8;
    private static final int USERS = 2_000;
    private static final int TURNS_BEFORE = 10;
    private static final int TURNS_KNOWN = 400;
    private static final int MESSAGES = 100_000;
    private static final String CONTENT = "The quick brown fox jumps over the lazy dog, again and again. ".repeat(8);

    /** How the server plans. The service knows nothing of it: it is a setting of the role by which a node comes. */
    private enum Plans {
        AUTO,
        FORCE_GENERIC_PLAN,
        FORCE_CUSTOM_PLAN;

        String role() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL and Redis");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"))) {
            try (UnifiedJedis redis = engines.redis()) {
                redis.configSet("maxmemory", "3gb"); // all contexts of all targets stay hot
            }
            for (Plans plans : Plans.values()) {
                engines.execute("postgres", """
                        create role %1$s superuser login password '%2$s';
                        alter role %1$s set plan_cache_mode = %1$s
                        """.formatted(
                                plans.role(), engines.environment().getOrDefault("POSTGRES_PASSWORD", "")));
            }
            Rounds rounds = new Rounds(new Tools(workspace), engines, progress::say);
            Report report = new Report("partitions");
            try (Running running = new Running()) {
                List<Target> turns = new ArrayList<>();
                for (int number : NUMBERS) {
                    progress.say("writing conversations, partitions: " + number);
                    turns.addAll(turns(workspace, engines, running, extent, number));
                }
                measure(report, rounds, turns, extent.connections().getFirst(), extent);
            }
            try (Running running = new Running()) {
                List<Target> pages = new ArrayList<>();
                for (int number : NUMBERS) {
                    progress.say("writing long conversations, partitions: " + number);
                    pages.addAll(pages(workspace, engines, running, extent, number));
                }
                measure(report, rounds, pages, FEW, extent);
            }
            return report.note("CPU is of service, PostgreSQL and Redis. Ratios are taken within a round;"
                    + " everything is the median (minimum-maximum) of the rounds.");
        }
    }

    /** A table for each kind of call and of plans. The first row is that without partitions. */
    private static void measure(Report report, Rounds rounds, List<Target> targets, int connections, Extent extent) {
        List<Target> wanted =
                targets.stream().filter(it -> extent.includes(it.name())).toList();
        List<Measured> all =
                rounds.measure(wanted, connections, extent.rounds(), extent.seconds(), extent.warmUpSeconds());
        Map<String, List<Measured>> tables = new LinkedHashMap<>();
        all.forEach(
                it -> tables.computeIfAbsent(it.target().name().replaceFirst("[^,]*, ", ""), name -> new ArrayList<>())
                        .add(it));
        tables.forEach((name, rows) -> report.table(Measured.table(name + ", " + connections + " connections", rows))
                .samples(name, rows));
    }

    private static List<Target> turns(
            Workspace workspace, Engines engines, Running running, Extent extent, int number) {
        Map<String, String> settings = new HashMap<>(Unlimited.withoutSearch(NUMBERS.indexOf(number)));
        settings.put("CACHE_LLM_RESPONSES_SCOPE", "global");
        settings.put("CACHE_TTL_CONVERSATIONS", "3600");
        String database = "turns_" + number;
        Service service = Service.install(workspace, engines, database, settings);
        try (Service.Node node = service.start("512m")) {
            ClonedUsers users = ClonedUsers.first(node);
            users.ask(CONTENT, TURNS_BEFORE);
            users.copy(engines, database, 0, 2 * Plans.values().length * USERS - 1);
            users.ask(CONTENT, TURNS_KNOWN);
            node.process().endInPeace(); // a killed one would count as alive for some seconds
        }
        partition(service, number);
        List<Target> targets = new ArrayList<>();
        for (Plans plans : Plans.values()) {
            if (List.of("cached answer", "instant model").stream()
                    .noneMatch(it -> extent.includes(name(number, it, plans)))) {
                continue;
            }
            Service.Node node =
                    running.add(service.with("POSTGRES_USER", plans.role()).start("512m"));
            for (boolean unique : List.of(false, true)) {
                int first = 2 * plans.ordinal() * USERS + (unique ? USERS : 0);
                Map<String, String> values = Map.of(
                        "TARGETS",
                        ClonedUsers.targets(workspace, engines, database, first, first + USERS - 1)
                                .toString(),
                        "CONTENT",
                        CONTENT,
                        "UNIQUE",
                        unique ? "yes" : "no");
                String name = name(number, unique ? "instant model" : "cached answer", plans);
                targets.add(new Target(name, node.url(), node.pid(), "wrk/turn.lua", values));
            }
        }
        return targets;
    }

    private static List<Target> pages(
            Workspace workspace, Engines engines, Running running, Extent extent, int number) {
        String database = "history_" + number;
        Service service = Service.install(
                workspace, engines, database, Unlimited.withoutSearch(NUMBERS.size() + NUMBERS.indexOf(number)));
        HistoryPages written;
        try (Service.Node node = service.start("512m")) {
            written = HistoryPages.write(workspace, engines, node, database, MESSAGES);
            node.process().endInPeace();
        }
        partition(service, number);
        List<Target> targets = new ArrayList<>();
        for (Plans plans : Plans.values()) {
            String name = name(number, "history", plans);
            if (extent.includes(name)) {
                Service.Node node =
                        running.add(service.with("POSTGRES_USER", plans.role()).start("512m"));
                Target asked = written.target(name, false);
                targets.add(new Target(name, node.url(), node.pid(), asked.script(), asked.values()));
            }
        }
        return targets;
    }

    private static void partition(Service service, int number) {
        if (number > 1) {
            service.command("partition", "--into", String.valueOf(number), "config.yml");
        }
    }

    private static String name(int number, String call, Plans plans) {
        return (number == 1 ? "none" : number + " partitions") + ", " + call + ", " + plans.role();
    }
}
