package bot.conversational.benchmarks;

import bot.conversational.benchmarks.report.Goals;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.ClonedUsers;
import bot.conversational.benchmarks.stack.Elasticsearch;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Outbox;
import bot.conversational.benchmarks.stack.Service;
import bot.conversational.benchmarks.stack.Workspace;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How fast changes become documents, beside the same documents sent straight to Elasticsearch, a bulk after the other. */
final class IndexBenchmark implements Benchmark {

    private static final String DATABASE = "indexed";
    private static final String ALIAS = DATABASE + "_messages";
    private static final String STRAIGHT = "straight";
    private static final int USERS_IN_A_ROUND = 20;
    private static final int MESSAGES = 1_000;
    private static final int DOCUMENTS_IN_A_BULK = 500;

    /** As long as one of a user's messages is not found yet, the round goes on. */
    private static final Duration AT_MOST = Duration.ofMinutes(3);

    @Override
    public Report run(Workspace workspace, Extent extent, Progress progress) {
        progress.say("starting PostgreSQL, Redis and Elasticsearch");
        try (Engines engines = Engines.start(workspace, List.of("postgresql", "redis", "elasticsearch"));
                Running running = new Running()) {
            Service service = Service.install(workspace, engines, DATABASE, Unlimited.settings());
            Service.Node node = running.add(service.start("512m"));
            int rounds = extent.rounds() + 1;
            ClonedUsers.first(node).copy(engines, DATABASE, 0, rounds * USERS_IN_A_ROUND - 1);
            Outbox outbox = new Outbox(workspace, engines, DATABASE);
            Elasticsearch elasticsearch = Elasticsearch.of(engines);
            outbox.awaitEmpty(AT_MOST);
            elasticsearch.awaitIndex(ALIAS, AT_MOST);
            makeStraightIndex(elasticsearch);
            List<Double> ours = new ArrayList<>();
            List<Double> straight = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                int from = round * USERS_IN_A_ROUND;
                outbox.write(from, from + USERS_IN_A_ROUND - 1, MESSAGES);
                ours.add(USERS_IN_A_ROUND * MESSAGES / outbox.awaitEmpty(AT_MOST));
                straight.add(straight(elasticsearch, from));
                progress.say("round %d of %d: %.0f documents/s through the outbox, %.0f straight"
                        .formatted(round, extent.rounds(), ours.getLast(), straight.getLast()));
            }
            // The first round warms up.
            return report(ours.subList(1, rounds), straight.subList(1, rounds));
        }
    }

    private static void makeStraightIndex(Elasticsearch elasticsearch) {
        JsonNode like = elasticsearch.call("GET", "/" + ALIAS, "").iterator().next();
        JsonNode settings = like.path("settings").path("index");
        ObjectNode index = new ObjectMapper().createObjectNode();
        for (String name : List.of("number_of_shards", "auto_expand_replicas", "refresh_interval", "analysis")) {
            if (settings.has(name)) {
                index.withObject("settings").set(name, settings.path(name));
            }
        }
        index.set("mappings", like.path("mappings"));
        elasticsearch.call("PUT", "/" + STRAIGHT, index.toString());
    }

    /** Documents a second of the same users, as the service made them. */
    private static double straight(Elasticsearch elasticsearch, int from) {
        elasticsearch.call("POST", "/" + ALIAS + "/_refresh", "");
        List<String> bulks = new ArrayList<>();
        int documents = 0;
        for (int user = from; user < from + USERS_IN_A_ROUND; user++) {
            JsonNode hits = hits(elasticsearch, "0198c0de-1111-7000-8000-%012d".formatted(user));
            documents += hits.size();
            for (int first = 0; first < hits.size(); first += DOCUMENTS_IN_A_BULK) {
                bulks.add(bulk(hits, first, Math.min(hits.size(), first + DOCUMENTS_IN_A_BULK)));
            }
        }
        if (documents != USERS_IN_A_ROUND * MESSAGES) {
            throw new IllegalStateException("only " + documents + " documents were indexed");
        }
        long begun = System.nanoTime();
        for (String bulk : bulks) {
            if (elasticsearch
                    .call("POST", "/" + STRAIGHT + "/_bulk", bulk)
                    .path("errors")
                    .asBoolean()) {
                throw new IllegalStateException("a bulk failed");
            }
        }
        return documents / ((System.nanoTime() - begun) / 1e9);
    }

    private static JsonNode hits(Elasticsearch elasticsearch, String user) {
        String all = "{\"size\": %d, \"query\": {\"term\": {\"userId\": \"%s\"}}}".formatted(MESSAGES + 1, user);
        return elasticsearch
                .call("POST", "/" + ALIAS + "/_search?routing=" + user, all)
                .path("hits")
                .path("hits");
    }

    private static String bulk(JsonNode hits, int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            JsonNode hit = hits.path(i);
            ObjectNode action = new ObjectMapper().createObjectNode();
            action.putObject("index")
                    .put("_id", hit.path("_id").asText())
                    .put("routing", hit.path("_routing").asText());
            lines.append(action).append('\n').append(sent(hit.path("_source"))).append('\n');
        }
        return lines.toString();
    }

    /** The document as it was sent: the index keeps no copy of the words that it searches. */
    private static ObjectNode sent(JsonNode source) {
        ObjectNode sent = source.deepCopy();
        List<String> words = List.of(source.path("content").asText().split(" "));
        sent.put("words", String.join(" ", words)).put("brevity", words.size());
        words.stream()
                .filter(word -> Collections.frequency(words, word) > 1)
                .distinct()
                .forEach(sent.withArray("twice")::add);
        return sent;
    }

    private static Report report(List<Double> ours, List<Double> straight) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i) / straight.get(i));
        }
        List<List<String>> rows = List.of(
                List.of("through the outbox", Spread.of(ours).toString()),
                List.of(
                        "straight, %d a bulk".formatted(DOCUMENTS_IN_A_BULK),
                        Spread.of(straight).toString()));
        return new Report("index")
                .table(new Report.Table("Documents of 60 words", List.of("how", "documents/s"), rows))
                .table(new Goals()
                        .atLeast("P12", "through the outbox / straight", Spread.of(ratios), 0.5, 0.7)
                        .table())
                .samples("outbox", ours)
                .samples("straight", straight);
    }
}
