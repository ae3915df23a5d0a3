package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An installation goes from one model of embeddings to another, and its searches never notice. */
class ModelSwitchIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String BETTER = "bge-small-en-v15-q";
    private static final String QUESTION = "?mode=semantic&q=how%20to%20repair%20punctures";
    private static final String SEARCH = "/api/v1/search/messages" + QUESTION;

    private final Deployment deployment =
            Deployment.fresh(Map.of("EMBEDDING_PROVIDER", "local", "EMBEDDING_MODEL", "all-minilm-l6-v2-q"));

    /**
     * An answer that nothing is missing in. A busy machine may be late, or not have loaded a model: then words answer, and
     * they find nothing.
     */
    private static JsonNode whole(Api user, String path) {
        AtomicReference<JsonNode> whole = new AtomicReference<>();
        await().atMost(SOON).until(() -> {
            JsonNode found = user.get(path).expect(200).json();
            boolean degraded = found.get("degraded").asBoolean();
            assertThat(degraded && !found.get("items").isEmpty())
                    .as("the user's messages are found in part: %s", found)
                    .isFalse();
            whole.set(found);
            return !degraded;
        });
        return whole.get();
    }

    private static String first(JsonNode found) {
        return found.at("/items/0/message/content").asText();
    }

    private void sql(String statement) {
        try (Connection connection = deployment.connect();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String query) {
        try (Connection connection = deployment.connect();
                Statement run = connection.createStatement();
                ResultSet row = run.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void searchesShouldBeWholeFromOneModelToTheOther() {
        String puncture = "My bicycle has a flat tyre and I have no pump";
        String email = "switch@example.com";
        try (Node node = deployment.startInProcess()) {
            Api ada = node.api().asNewUser(email);
            ada.say(ada.newConversation(), puncture).expect(201);
            ada.say(ada.newConversation(), "The cake needs two eggs and a pinch of salt")
                    .expect(201);
            await().atMost(SOON).until(() -> {
                ada.get(SEARCH).expect(200);
                return count("select count(*) from embedded_users where filled_at is not null") == 1;
            });
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(first(whole(ada, SEARCH))).isEqualTo(puncture));
        }

        // Another node has the user, and does not come to an end yet.
        sql("insert into embedding_models (name) values ('" + BETTER + "')");
        sql("insert into embedded_users (user_id, model, claimed_until)"
                + " select u.user_id, m.id, now() + interval '1 hour' from embedded_users u, embedding_models m"
                + " where m.name = '" + BETTER + "'");
        try (Node node = deployment.with(Map.of("EMBEDDING_MODEL", BETTER)).startInProcess()) {
            Api ada = node.api().logIn(email);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(first(whole(ada, SEARCH))).isEqualTo(puncture));
            String wheel = "The wheel of my bike lost its air on a nail";
            ada.say(ada.newConversation(), wheel).expect(201);
            await().atMost(SOON).until(() -> whole(ada, SEARCH).toString().contains(wheel));
            String cursor = "&limit=1&cursor="
                    + whole(ada, SEARCH + "&limit=1").get("nextCursor").asText();
            assertThat(whole(ada, "/api/v1/search/messages" + QUESTION.replace("semantic", "hybrid"))
                            .get("items"))
                    .isNotEmpty();

            sql("update embedded_users set claimed_until = null where filled_at is null");
            await().atMost(SOON).until(() -> {
                whole(ada, SEARCH);
                return count("select count(*) from embedded_users where filled_at is null") == 0;
            });
            assertThat(whole(ada, SEARCH + cursor).get("items")).hasSize(1);

            await().atMost(SOON).until(() -> {
                whole(ada, SEARCH);
                sql("update embedding_models set used_at = now() - interval '2 hours'"
                        + " where name is distinct from '" + BETTER + "'");
                return count("select count(*) from embedding_models") == 1;
            });
            assertThat(count("select count(distinct model) from passages")).isEqualTo(1);
            assertThat(first(whole(ada, SEARCH))).isIn(puncture, wheel);
            ada.get(SEARCH + cursor).expect(400);
        }
    }
}
