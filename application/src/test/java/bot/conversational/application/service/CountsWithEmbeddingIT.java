package bot.conversational.application.service;

import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Deployment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * All of it costs the same while a model embeds what is said. Each statement that is counted is a commit of its own: a
 * transaction around several would be counted as statements too.
 */
class CountsWithEmbeddingIT extends CountsIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    @Override
    Map<String, String> values() {
        return Map.of("EMBEDDING_PROVIDER", "local");
    }

    /** What was said meanwhile was embedded, so it is no service without embedding that was counted. */
    @AfterAll
    void whatWasSaidShouldHaveBeenEmbedded() {
        await().atMost(SOON).until(() -> passages(deployment()) > TIMES);
    }

    @Test
    void searchByMeaningShouldCostTwoStatementsAndTheAdmission() {
        awaitFilled();
        assertReadCosts("/api/v1/search/messages?mode=semantic&q=warm", 2);
    }

    /** Besides those two the newest messages. Their cosines would be a fourth of hits that only words find. */
    @Test
    void searchByBothWaysShouldCostThreeStatementsAndTheAdmission() {
        awaitFilled();
        assertReadCosts("/api/v1/search/messages?mode=hybrid&q=warm", 3);
    }

    private void awaitFilled() {
        await().atMost(SOON)
                .until(() -> !ada().get("/api/v1/search/messages?mode=hybrid&q=warm")
                        .expect(200)
                        .json()
                        .get("degraded")
                        .asBoolean());
        settle();
    }

    private static long passages(Deployment deployment) throws SQLException {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from passages")) {
            count.next();
            return count.getLong(1);
        }
    }
}
