package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Measured;
import bot.conversational.benchmarks.load.Rounds;
import bot.conversational.benchmarks.load.Target;
import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Goals;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.Api;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.ClonedUsers.One;
import bot.conversational.benchmarks.stack.Elasticsearch;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Outbox;
import bot.conversational.benchmarks.stack.RecordingProxy;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a search costs beside the same question put to Elasticsearch itself: 100 users with 1,000 messages each. */
final class SearchBenchmark implements Benchmark {

    private static final String DATABASE = "searched";
    private static final int USERS = 100;
    private static final int MESSAGES = 1_000;
    private static final int WARM_UP_CONNECTIONS = 16;

    /** A rare word and a frequent one, of those that messages.sql makes: some 50 of a user's messages. */
    private static final String SEARCH = "/api/v1/search/messages?q=ei%20o&limit=50";

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL, Redis and Elasticsearch");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis", "elasticsearch"));
                Running running = new Running()) {
            Service service = Service.install(workspace, engines, DATABASE, Unlimited.settings());
            Service.Node node = running.add(service.start("512m"));
            progress.say("writing and indexing " + USERS * MESSAGES + " messages");
            ClonedUsers.first(node).copy(engines, DATABASE, 0, USERS - 1);
            Outbox outbox = new Outbox(workspace, engines, DATABASE);
            outbox.write(0, USERS - 1, MESSAGES);
            outbox.awaitEmpty(Duration.ofMinutes(20));
            Elasticsearch elasticsearch = Elasticsearch.of(engines);
            elasticsearch.call("POST", "/_refresh", "");
            List<One> users = ClonedUsers.list(engines, DATABASE, 0, USERS - 1);
            List<Target> targets = List.of(
                    ours(workspace, node, users),
                    direct(elasticsearch, workspace, overheard(service, elasticsearch, users)));
            Rounds rounds = new Rounds(new Wrk(workspace), engines, progress::say);
            // A JVM that gets one request after the other takes minutes to become warm.
            targets.forEach(target -> rounds.round(target, WARM_UP_CONNECTIONS, extent.warmUpSeconds()));
            List<Measured> all = rounds.measure(targets, 1, extent.rounds(), extent.seconds(), 0);
            return report(all);
        }
    }

    private static Target ours(Workspace workspace, Service.Node node, List<One> users) {
        String lines = users.stream().map(user -> user.line(SEARCH)).collect(Collectors.joining());
        Path list = workspace.write("searches.txt", lines);
        return new Target("ours", node.url(), node.pid(), "wrk/get.lua", Map.of("TARGETS", list.toString()));
    }

    private static Target direct(
            Elasticsearch elasticsearch, Workspace workspace, List<RecordingProxy.Search> searches) {
        String lines = searches.stream()
                .map(search -> search.path() + " " + search.body() + "\n")
                .collect(Collectors.joining());
        Path list = workspace.write("direct-searches.txt", lines);
        Map<String, String> values =
                Map.of("REQUESTS", list.toString(), "TYPE", searches.getFirst().type());
        return new Target("Elasticsearch, asked the same", elasticsearch.url(), 0, "wrk/post.lua", values);
    }

    /** What the service makes of each user's search. */
    private static List<RecordingProxy.Search> overheard(
            Service service, Elasticsearch elasticsearch, List<One> users) {
        try (RecordingProxy between = RecordingProxy.before(elasticsearch);
                Service.Node node = service.with("ELASTICSEARCH_PORT", String.valueOf(between.port()))
                        .start("512m")) {
            Api api = new Api(node.url());
            for (One user : users) {
                int hits = api.get(SEARCH, user.token()).path("items").size();
                if (hits == 0) {
                    throw new IllegalStateException("a search finds nothing");
                }
            }
            return between.heard().stream()
                    .filter(search -> search.body().contains("month"))
                    .toList();
        }
    }

    private static Report report(List<Measured> all) {
        Spread times =
                all.getFirst().ratio(all.getLast(), sample -> sample.seen().p50Millis());
        Spread more = new Spread(times.minimum() - 1, times.median() - 1, times.maximum() - 1);
        return new Report("search")
                .table(Measured.table("1 connection, " + USERS * MESSAGES + " messages", all))
                .table(new Goals()
                        .atMost("P12", "p50 beyond Elasticsearch's own, over that", more, 0.6, 0.3)
                        .table())
                .samples("1 connection", all)
                .note("CPU is without Elasticsearch's.");
    }
}
