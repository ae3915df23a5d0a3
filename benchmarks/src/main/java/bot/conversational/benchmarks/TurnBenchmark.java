package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Measured;
import bot.conversational.benchmarks.load.Rounds;
import bot.conversational.benchmarks.load.StoreCounts;
import bot.conversational.benchmarks.load.Target;
import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.stack.Child;
import bot.conversational.benchmarks.stack.CopiedUsers;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Peers;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** PostgreSQL's processes tell what they counted once a second. */
    private static final Duration COUNTED_AFTER = Duration.ofMillis(1_500);

    private static final String CONTENT =
            "The quick brown fox jumps over the lazy dog, again and again. ".repeat(8) + "ok.";
    private static final Map<String, String> SETTINGS = Map.of(
            "CACHE_LLM_RESPONSES_SCOPE", "global",
            "RATE_LIMIT_REQUESTS_PER_MINUTE", "1000",
            "RATE_LIMIT_BURST", "1000",
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
                peers.addAll(peers(running.add(Peers.install(workspace, engines, folder))));
            });
            progress.say("installing the service, writing " + 2 * USERS + " conversations");
            List<Target> targets = new ArrayList<>(ours(workspace, engines, running));
            targets.addAll(peers);
            Report report = new Report("turn");
            Rounds rounds = new Rounds(new Wrk(workspace), engines, progress::say);
            for (int connections : extent.connections()) {
                List<Measured> measured =
                        rounds.measure(targets, connections, extent.rounds(), extent.seconds(), extent.warmUpSeconds());
                report.table(Measured.table(connections + " connections", measured));
                report.samples(connections + " connections", measured);
                report.table(StoreCounts.table(
                        "for a turn, at " + connections + " connections",
                        counts(targets, engines, rounds, connections, extent.seconds())));
            }
            return report.note("CPU is of service, PostgreSQL and Redis. Ratios are taken within a round;"
                    + " everything is the median (minimum-maximum) of the rounds.");
        }
    }

    private static List<List<String>> counts(
            List<Target> targets, Engines engines, Rounds rounds, int connections, int seconds) {
        List<List<String>> rows = new ArrayList<>();
        for (Target target : targets) {
            StoreCounts before = StoreCounts.now(engines);
            Wrk.Seen seen = rounds.round(target, connections, seconds);
            Child.pause(COUNTED_AFTER);
            rows.add(StoreCounts.now(engines).perAnswer(before, target.name(), seen));
        }
        return rows;
    }

    private static List<Target> ours(Workspace workspace, Engines engines, Running running) {
        Service service = Service.install(workspace, engines, DATABASE, SETTINGS);
        Service.Node node = running.add(service.start("1g"));
        CopiedUsers users = CopiedUsers.first(node);
        users.ask(CONTENT, TURNS_BEFORE);
        users.copy(engines, DATABASE, 0, 2 * USERS - 1);
        users.ask(CONTENT, TURNS_KNOWN);
        Path cached = CopiedUsers.targets(workspace, engines, DATABASE, 0, USERS - 1);
        Path asked = CopiedUsers.targets(workspace, engines, DATABASE, USERS, 2 * USERS - 1);
        return List.of(
                target("ours, cached answer", node.port(), node.pid(), cached, false),
                target("ours, instant model", node.port(), node.pid(), asked, true));
    }

    private static List<Target> peers(Peers peers) {
        Path list = peers.targets();
        return List.of(
                        peers.start("spring", "bucket4j"),
                        peers.start("fastapi", "asyncpg"),
                        peers.start("fastapi", "sqlalchemy"))
                .stream()
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
