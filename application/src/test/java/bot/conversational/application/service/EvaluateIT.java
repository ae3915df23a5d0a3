package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.CommandResult;
import bot.conversational.application.service.harness.Deployment;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that measures the search. */
class EvaluateIT {

    private static final String CORPUS = """
            {"id": "axolotl", "title": "Axolotl", "text": "lives in a lake"}
            {"id": "numbat", "title": "Numbat", "text": "eats termites"}
            {"id": "wave", "title": "River", "text": "river river"}
            {"_id": "far", "title": "", "text": "one river, far away, among a great many other words that nobody asked for"}
            {"id": "silent", "title": "Silent", "text": "says nothing of it"}
            """;

    private static final String QUERIES = """
            {"id": "first", "text": "lake axolotl"}
            {"id": "again", "text": "\\"termites"}
            {"id": "second", "text": "river"}
            {"id": "nowhere", "text": "absent"}
            {"id": "unjudged", "text": "words"}
            """;

    // Found first twice, second once and never once.
    private static final String JUDGEMENTS = """
            query-id\tcorpus-id\tscore
            first\taxolotl\t2
            first\tnumbat\t0
            again\tnumbat\t1
            second\tfar\t1
            nowhere\tsilent\t1
            unjudged\tfar\t0
            """;

    @Test
    void evaluateShouldMeasureWhatIsKnownAndLeaveNothingBehind(@TempDir Path folder) throws IOException, SQLException {
        Files.writeString(folder.resolve("corpus.jsonl"), CORPUS);
        Files.writeString(folder.resolve("queries.jsonl"), QUERIES);
        Files.writeString(folder.resolve("qrels.tsv"), JUDGEMENTS);
        Deployment deployment = Deployment.fresh(Map.of());

        CommandResult result =
                deployment.command("evaluate", "config.yml", folder.toString()).endsWith(0);

        assertThat(result.output())
                .contains("nDCG@10 0.6577  Recall@100 0.7500  MRR 0.6250  Success@3 0.7500  (4 queries, 5 documents)");
        assertThat(indexed(deployment, "removedConversation"))
                .as("what is left for the late")
                .isEqualTo(1);
        assertThat(indexed(deployment, "userId")).as("messages in the index").isZero();
        for (String table : new String[] {"users", "conversations", "messages", "changes"}) {
            assertThat(rows(deployment, table)).as(table).isZero();
        }
    }

    @Test
    void knownItemsShouldBeMeasuredByWordsByMeaningAndByBothSideBySide(@TempDir Path folder) throws IOException {
        Path conversations = Files.writeString(folder.resolve("conversations.jsonl"), """
                {"id": "ride", "messages": [{"role": "user", "text": "My bicycle has a flat tyre and I have no pump"}, \
                {"role": "tool", "text": "nothing"}, {"role": "assistant", "text": "Ask another cyclist for help"}]}
                {"id": "cake", "messages": [{"role": "user", "text": "The cake needs two eggs and a pinch of salt"}]}
                {"id": "bank", "messages": [{"role": "user", "text": "Interest rates were lowered again last week"}]}
                {"id": "rain", "messages": [{"role": "user", "text": "Rain is expected in the mountains tomorrow"}]}
                """);
        Path items = Files.writeString(folder.resolve("items.jsonl"), """
                {"query": "repairing punctures", "conversation": "ride", "message": 0, "lang": "en"}
                {"query": "weather forecast", "conversation": "rain", "message": 0, "lang": "en"}
                {"query": "Wetterbericht", "conversation": "rain", "message": 0, "lang": "de"}
                """);
        Path others = Files.writeString(folder.resolve("others.jsonl"), """
                {"query": "baking", "conversation": "cake", "message": 0, "lang": "en"}
                """);
        Deployment deployment = Deployment.fresh(Map.of("EMBEDDING_PROVIDER", "local"));

        CommandResult result = deployment
                .command(
                        "evaluate",
                        "config.yml",
                        conversations.toString(),
                        "--known-items",
                        items.toString(),
                        others.toString(),
                        "--lang",
                        "en",
                        "--word-weight",
                        "0.1")
                .endsWith(0);

        assertThat(result.output())
                .contains("items.jsonl: 2 known items among 5 messages")
                .contains("others.jsonl: 1 known items among 5 messages")
                .containsPattern("by message +keyword +semantic +hybrid +hybrid 0.1\n")
                .containsPattern("by conversation +keyword +semantic +hybrid +hybrid 0.1\n"
                        + "paraphrase +0.000 / 0.000 / 0.000  1.000 / [01].\\d+ / [01].\\d+  1.000 .*\n"
                        + "and one word +1.000 .*\nand two words +1.000 ");
    }

    /** How many documents of the deployment's indices have a field. */
    private static long indexed(Deployment deployment, String field) {
        Engines.Elasticsearch engine = Engines.elasticsearch();
        Api elasticsearch = new Api("http://" + engine.host() + ":" + engine.port());
        String indices = "/" + deployment.environment().get("ELASTICSEARCH_INDEX_PREFIX") + "*";
        elasticsearch
                .send("POST", indices + "/_refresh", BodyPublishers.noBody())
                .expect(200);
        return elasticsearch
                .get(indices + "/_count?q=_exists_:" + field)
                .expect(200)
                .json()
                .get("count")
                .asLong();
    }

    private static long rows(Deployment deployment, String table) throws SQLException {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from " + table)) {
            count.next();
            return count.getLong(1);
        }
    }
}
