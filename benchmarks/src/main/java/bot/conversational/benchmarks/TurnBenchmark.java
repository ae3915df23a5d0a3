package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Measured;
import bot.conversational.benchmarks.load.Rounds;
import bot.conversational.benchmarks.load.StoreCounts;
import bot.conversational.benchmarks.load.Target;
import bot.conversational.benchmarks.load.Tools;
import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.stack.ChildProcess;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Peers;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import redis.clients.jedis.UnifiedJedis;

/**
 * What a turn costs, with an answer from the response cache and with a model that answers at once, beside the peers. The
 * same 500 characters, the same context of 20 messages, 10,000 users; Elasticsearch is away, as the peers' outbox has no
 * reader either.
 */
final class TurnBenchmark implements Benchmark {

    private static final String DATABASE = "turns";
    private static final int USERS = 10_000;
    private static final int TURNS_BEFORE = 10;

    /** More than any conversation gets in a run: each has its answer in the cache. */
    private static final int TURNS_KNOWN = 500;

    private static final String CACHED = "ours, cached answer";
    private static final String WITHOUT_FAST_PATH = "ours, no fast path";
    private static final String INSTANT = "ours, instant model";
    private static final String LIST = "ours, list of models";
    private static final List<String> PEERS = List.of("spring bucket4j", "fastapi asyncpg", "fastapi sqlalchemy");

    /** PostgreSQL's processes tell what they counted once a second. */
    private static final Duration COUNTED_AFTER = Duration.ofMillis(1_500);

    private static final String CONTENT = CopiedConversation.LONG;
    private static final Map<String, String> SETTINGS = Map.of(
            "CACHE_TTL_CONVERSATIONS",
                    "3600", // as the peers'; with the usual 600 a long warm-up of other targets would let them cool
            // down
            "CACHE_LLM_RESPONSES_SCOPE", "global",
            "RATE_LIMIT_REQUESTS_PER_MINUTE", "1000",
            "RATE_LIMIT_BURST", "1000",
            "RATE_LIMIT_API_REQUESTS_PER_MINUTE", "1000000",
            "RATE_LIMIT_API_BURST", "1000000",
            "ELASTICSEARCH_PORT", "1");

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL and Redis");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"));
                Running running = new Running()) {
            try (UnifiedJedis redis = engines.redis()) {
                redis.configSet("maxmemory", "3gb"); // all contexts of all targets stay hot
            }
            List<Target> peers = new ArrayList<>();
            extent.peers().ifPresent(folder -> {
                progress.say("building and starting the peers");
                peers.addAll(peers(running.add(Peers.install(workspace, engines, folder)), extent));
            });
            progress.say("installing the service, writing " + 2 * USERS + " conversations");
            List<Target> ours = ours(workspace, engines, running, extent);
            TurnParts parts = parts(workspace, engines, ours.getFirst(), running);
            List<Target> targets = ours.stream()
                    .filter(target -> extent.includes(target.name()))
                    .collect(Collectors.toCollection(ArrayList::new));
            targets.addAll(peers);
            Rounds rounds = new Rounds(new Tools(workspace), engines, progress::say)
                    .between(parts.bare().over(TurnGoals.FEW));
            Report report = new Report("turn");
            List<Measured> cached = new ArrayList<>();
            for (int connections : extent.connections()) {
                cached.add(measure(
                                report,
                                targets,
                                connections == TurnGoals.FEW && extent.only().isEmpty() ? parts.targets() : List.of(),
                                connections,
                                rounds,
                                extent)
                        .getFirst());
                report.table(StoreCounts.table(
                        "for a turn, at " + connections + " connections",
                        counts(targets, engines, rounds, connections, extent.seconds())));
            }
            if (cached.size() > 1) {
                report.table(TurnGoals.collapse(cached.getFirst(), cached.getLast()));
            }
            return report.note("CPU is of service, PostgreSQL and Redis. Ratios are taken within a round;"
                            + " everything is the median (minimum-maximum) of the rounds.")
                    .note(rounds.leftOut()
                            + " rounds were left out, since a bare Jetty was 1.3 times as fast at one end.");
        }
    }

    private static List<Measured> measure(
            Report report, List<Target> targets, List<Target> parts, int connections, Rounds rounds, Extent extent) {
        String title = connections + " connections";
        List<Target> everything = new ArrayList<>(targets);
        everything.addAll(parts);
        List<Measured> all =
                rounds.measure(everything, connections, extent.rounds(), extent.seconds(), extent.warmUpSeconds());
        List<Measured> services = all.subList(0, targets.size());
        List<Measured> alone = all.subList(targets.size(), all.size());
        report.table(Measured.table(title, services));
        if (!alone.isEmpty()) {
            report.table(Measured.table("Its parts alone, at connections of their own", alone));
        }
        report.table(TurnGoals.table(
                connections,
                named(List.of(CACHED, WITHOUT_FAST_PATH), services),
                named(List.of(LIST), services).stream().findFirst(),
                named(PEERS, services),
                alone));
        report.samples(title, all);
        return all;
    }

    private static List<Measured> named(List<String> names, List<Measured> all) {
        return all.stream().filter(each -> names.contains(each.target().name())).toList();
    }

    private static List<List<String>> counts(
            List<Target> targets, Engines engines, Rounds rounds, int connections, int seconds) {
        List<List<String>> rows = new ArrayList<>();
        for (Target target : targets) {
            StoreCounts before = StoreCounts.now(engines);
            Wrk.Seen seen = rounds.round(target, connections, seconds);
            ChildProcess.pause(COUNTED_AFTER);
            rows.add(StoreCounts.now(engines).perAnswer(before, target.name(), seen));
        }
        return rows;
    }

    /** The first one always, since the others need what it did. */
    private static List<Target> ours(Workspace workspace, Engines engines, Running running, Extent extent) {
        Service service = Service.install(workspace, engines, DATABASE, SETTINGS);
        Service.Node node = running.add(service.start("1g"));
        ClonedUsers users = ClonedUsers.first(node);
        users.ask(CONTENT, TURNS_BEFORE);
        users.copy(engines, DATABASE, 0, 2 * USERS + TurnParts.USERS - 1);
        users.ask(CONTENT, TURNS_KNOWN);
        Path cached = ClonedUsers.targets(workspace, engines, DATABASE, 0, USERS - 1);
        Path asked = ClonedUsers.targets(workspace, engines, DATABASE, USERS, 2 * USERS - 1);
        String calls = ClonedUsers.list(engines, DATABASE, 0, USERS - 1).stream()
                .map(user -> user.line("/api/v1/models"))
                .collect(Collectors.joining());
        Path listed = workspace.write("models.txt", calls);
        List<Target> targets = new ArrayList<>();
        targets.add(target(CACHED, node.port(), node.pid(), cached, false));
        if (extent.includes(WITHOUT_FAST_PATH)) {
            Service.Node other =
                    running.add(service.with("HTTP_FAST_PATH", "false").start("1g"));
            targets.add(target(WITHOUT_FAST_PATH, other.port(), other.pid(), cached, false));
        }
        targets.add(target(INSTANT, node.port(), node.pid(), asked, true));
        targets.add(new Target(LIST, node.url(), node.pid(), "wrk/get.lua", Map.of("TARGETS", listed.toString())));
        return targets;
    }

    private static TurnParts parts(Workspace workspace, Engines engines, Target turns, Running running) {
        return new TurnParts(workspace, engines, DATABASE, 2 * USERS, turns, CONTENT, running);
    }

    private static List<Target> peers(Peers peers, Extent extent) {
        Path list = peers.targets();
        return PEERS.stream()
                .filter(extent::includes)
                .map(name -> name.split(" "))
                .map(words -> peers.start(words[0], words[1]))
                .map(peer -> target(peer.name(), peer.port(), peer.process().pid(), list, false))
                .toList();
    }

    /** @param unique whether each message has a text of its own, so that the cache never knows an answer */
    private static Target target(String name, int port, long pid, Path list, boolean unique) {
        Map<String, String> values =
                Map.of("TARGETS", list.toString(), "CONTENT", CONTENT, "UNIQUE", unique ? "yes" : "no");
        return new Target(name, "http://127.0.0.1:" + port, pid, "wrk/turn.lua", values);
    }
}
