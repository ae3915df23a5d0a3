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
