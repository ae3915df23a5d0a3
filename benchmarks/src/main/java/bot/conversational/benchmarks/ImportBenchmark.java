package bot.conversational.benchmarks;

import bot.conversational.benchmarks.load.Wrk;
import bot.conversational.benchmarks.report.Goals;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.Api;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Imports over HTTP: messages a second from the first byte that is sent to the last conversation that is in, and turns with
 * a cached answer beside an import that goes on. What is imported is indexed meanwhile.
 */
final class ImportBenchmark implements Benchmark {

    private static final String DATABASE = "import";
    private static final int USERS = 1_000;
    private static final CopiedConversation CONVERSATION =
            new CopiedConversation(DATABASE, USERS, CopiedConversation.LONG, 10, 500);
    private static final int TALKING = 800;
    private static final int CONVERSATIONS = 4_000;
    private static final int MESSAGES = 10;
    private static final int PAUSE_MILLIS = 200;
    private static final String IMPORTS = "/api/v1/imports";
    private static final Map<String, String> SETTINGS = Map.of(
            "CACHE_LLM_RESPONSES_SCOPE", "global",
            "RATE_LIMIT_REQUESTS_PER_MINUTE", "1000",
            "RATE_LIMIT_BURST", "1000",
            "EMBEDDING_PROVIDER", "none");

    /** One round: messages a second alone, turns a second alone and beside an import, and that import's messages a second. */
    private record Round(double alone, double turns, double beside, double importing) {}

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting the engines");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis", "elasticsearch"));
                Running running = new Running()) {
            Service.Node node = CONVERSATION.write(workspace, engines, SETTINGS, running, progress);
            TurnRate turns = TurnRate.cached(
                    new Wrk(workspace),
                    node,
                    ClonedUsers.targets(workspace, engines, DATABASE, 0, TALKING - 1),
                    CopiedConversation.LONG,
                    extent);
            Iterator<ClonedUsers.One> importers =
                    ClonedUsers.list(engines, DATABASE, TALKING, USERS - 1).iterator();
            Api api = new Api(node.url());
            byte[] file = file();
            turns.warmUp();
            alone(api, importers.next().token(), file);
            List<Round> rounds = new ArrayList<>();
            for (int i = 1; i <= extent.rounds(); i++) {
                rounds.add(round(turns, api, importers, file));
                progress.say("round %d: %s".formatted(i, rounds.getLast()));
            }
            return report(rounds, file.length);
        }
    }

    private static Round round(TurnRate turns, Api api, Iterator<ClonedUsers.One> importers, byte[] file) {
        double alone = alone(api, importers.next().token(), file);
        double without = turns.rate();
        String token = importers.next().token();
        String id = api.sendFile(IMPORTS, file, token).path("id").asText();
        long begun = System.nanoTime();
        double beside = turns.rate();
        JsonNode seen = api.get(IMPORTS + "/" + id, token);
        double importing = seen.path("messages").asInt() / seconds(begun);
        if (seen.path("status").asText().equals("completed")) {
            throw new IllegalStateException("the import was over before the turns: " + seen);
        }
        await(api, id, token);
        return new Round(alone, without, beside, importing);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double alone(Api api, String token, byte[] file) {
        long begun = System.nanoTime();
        String id = api.sendFile(IMPORTS, file, token).path("id").asText();
        await(api, id, token);
        return CONVERSATIONS * MESSAGES / seconds(begun);
    }

    private static void await(Api api, String id, String token) {
        while (true) {
            JsonNode seen = api.get(IMPORTS + "/" + id, token);
            switch (seen.path("status").asText()) {
                case "completed" -> {
                    return;
                }
                case "queued", "running" -> pause();
                default -> throw new IllegalStateException("the import ended otherwise: " + seen);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An export of ChatGPT. */
    private static byte[] file() {
        StringBuilder all = new StringBuilder("[");
        for (int i = 0; i < CONVERSATIONS; i++) {
            all.append(i == 0 ? "" : ",")
                    .append("{\"conversation_id\": \"c%d\", \"title\": \"Talk %d\", \"mapping\": {".formatted(i, i));
            for (int n = 0; n < MESSAGES; n++) {
                all.append(n == 0 ? "" : ",")
                        .append(
                                "\"n%d\": {\"parent\": %s, \"message\": {\"author\": {\"role\": \"%s\"}, \"create_time\": %d,"
                                        .formatted(
                                                n,
                                                n == 0 ? "null" : "\"n" + (n - 1) + "\"",
                                                n % 2 == 0 ? "user" : "assistant",
                                                1_704_103_200 + n))
                        .append("\"content\": {\"content_type\": \"text\", \"parts\": [\"%d of %d: %s\"]}}}"
                                .formatted(n, i, CopiedConversation.LONG));
            }
            all.append("}}");
        }
        return all.append("]").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Report report(List<Round> rounds, int bytes) {
        Spread alone = Spread.of(rounds.stream().map(Round::alone).toList());
        Spread kept = Spread.of(
                rounds.stream().map(round -> round.beside() / round.turns()).toList());
        return new Report("import")
                .table(new Report.Table(
                        "An import of " + CONVERSATIONS * MESSAGES + " messages, " + bytes / 1_000_000 + " MB",
                        List.of("of", "seen"),
                        List.of(
                                List.of("messages/s, alone", alone.toString()),
                                List.of(
                                        "messages/s, beside turns",
                                        spread(rounds.stream()
                                                .map(Round::importing)
                                                .toList())),
                                List.of(
                                        "turns/s, alone",
                                        spread(rounds.stream().map(Round::turns).toList())),
                                List.of(
                                        "turns/s, beside an import",
                                        spread(rounds.stream()
                                                .map(Round::beside)
                                                .toList())))))
                .table(new Goals()
                        .atLeast("I1", "messages/s of an import over HTTP", alone, 2_000, 4_000)
                        .atLeast("I2", "turns beside an import / alone", kept, 0.9, 0.95)
                        .table())
                .samples("rounds", rounds)
                .note("Turns have a cached answer and 64 connections; the index follows the import at the same time.");
    }

    private static String spread(List<Double> values) {
        return Spread.of(values).toString();
    }
}
