package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.stack.Bare;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Model;
import bot.conversational.benchmarks.stack.Peers;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import bot.conversational.benchmarks.streams.Holder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What streams cost. Ten thousand that are silent: memory of each, and what turns there are beside them. A thousand that
 * run: CPU of what they write. Beside a bare Jetty that does the same from a blocked virtual thread each.
 */
final class StreamsBenchmark implements Benchmark {

    private static final String DATABASE = "streams";
    private static final String HEAP = "3g";
    private static final int LISTENERS = 2_000;
    private static final int WRITERS = 2_000;
    private static final int RUNNERS = 1_000;
    private static final int ALL = LISTENERS + WRITERS + RUNNERS;
    private static final int TURNS_BEFORE = 2;
    private static final int TURNS_KNOWN = 300;
    private static final Map<String, String> SETTINGS = Map.of(
            "CACHE_LLM_RESPONSES_SCOPE", "global",
            "RATE_LIMIT_REQUESTS_PER_MINUTE", "1000",
            "RATE_LIMIT_BURST", "1000",
            "MAX_RUNNING", "20000",
            "LLM_TIMEOUT", "3600",
            "LLM_FIRST_TOKEN_TIMEOUT", "3600",
            "ELASTICSEARCH_PORT", "1");

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL, Redis and the model");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis"));
                Running running = new Running()) {
            List<Peers.Peer> peers = new ArrayList<>();
            extent.peers().ifPresent(folder -> {
                progress.say("building and starting the peers");
                Peers installed = running.add(Peers.install(workspace, engines, folder));
                peers.add(installed.start("spring", "bucket4j"));
                peers.add(installed.start("fastapi", "asyncpg"));
            });
            Model model = running.add(Model.start(workspace));
            Bare bare = running.add(Bare.start(workspace, model, HEAP));
            Map<String, String> settings = new HashMap<>(SETTINGS);
            settings.putAll(model.environment());
            Service service = Service.install(workspace, engines, DATABASE, settings);
            // More threads than streams: each takes one.
            Service.Node node = running.add(service.start(HEAP, "-Ddw.server.maxThreads=30000"));
            progress.say("writing " + ALL + " conversations");
            ClonedUsers users = ClonedUsers.first(node);
            users.ask(CopiedConversation.LONG, TURNS_BEFORE);
            users.copy(engines, DATABASE, 0, ALL - 1);
            users.ask(CopiedConversation.LONG, TURNS_KNOWN);
            Path listeners = ClonedUsers.targets(workspace, engines, DATABASE, 0, LISTENERS - 1);
            Path writers = ClonedUsers.targets(workspace, engines, DATABASE, LISTENERS, LISTENERS + WRITERS - 1);
            // The silent turns may still run when these begin, and a conversation has one turn at a time.
            Path runners = ClonedUsers.targets(workspace, engines, DATABASE, LISTENERS + WRITERS, ALL - 1);
            Report report = new Report("streams");
            Holder holder = new Holder(workspace);
            TurnRate turns = TurnRate.cached(new Wrk(workspace), node, writers, CopiedConversation.LONG, extent);
            if (extent.includes("silent streams")) {
                new SilentStreams(holder, turns, progress).measure(node, listeners, bare, peers, report);
            }
            progress.say("streams that run");
            new RunningStreams(holder, engines, model, extent).measure(node, runners, bare, report);
            return report;
        }
    }
}
