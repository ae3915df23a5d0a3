package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conversations that nobody writes in go from everywhere, by the command and by a node. */
class RetentionIT {

    private static final String ME = "/api/v1/users/me";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Deployment deployment = Deployment.fresh(Map.of("RETENTION_DAYS", "30"));

    /** A conversation that is found by its word, and nobody has written in for so many days. */
    private String idle(Api user, String word, int days) {
        String conversation = user.newConversation();
        user.say(conversation, "tell me of the " + word).expect(201);
        await().atMost(SOON).until(() -> !found(user, word).isEmpty());
        update(
                "update conversations set updated_at = now() - ? * interval '1 day' where id = ?::uuid",
                days,
                conversation);
        return conversation;
    }

    private static JsonNode found(Api user, String word) {
        return user.search(word).expect(200).json().get("items");
    }

    private void update(String sql, Object... values) {
        try (Connection connection = deployment.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int count(String sql, String conversation) {
        try (Connection connection = deployment.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, conversation);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitGone(Api user, String conversation, String word) {
        String path = "/api/v1/conversations/" + conversation;
        await().atMost(SOON).untilAsserted(() -> {
            user.get(path).expect(404);
            user.get(path + "/messages").expect(404);
            assertThat(found(user, word)).isEmpty();
            assertThat(user.get("/api/v1/search/titles?q=" + word)
                            .expect(200)
                            .json()
                            .get("items"))
                    .isEmpty();
            assertThat(count("select count(*) from messages where conversation_id = ?::uuid", conversation))
                    .isZero();
            assertThat(count("select count(*) from turns where conversation_id = ?::uuid", conversation))
                    .isZero();
        });
        assertThat(count("select count(*) from retention_receipts where ?::uuid = any(conversations)", conversation))
                .isEqualTo(1);
    }

    @Test
    void commandShouldCountFirstAndThenDelete() {
        try (Node node = deployment.startInProcess()) {
            Api ada = node.api().asNewUser();
            String old = idle(ada, "pangolin", 31);
            String pinned = idle(ada, "quokka", 31);
            ada.patch("/api/v1/conversations/" + pinned, Map.of("pinned", true)).expect(200);
            update("update conversations set updated_at = now() - interval '31 days' where id = ?::uuid", pinned);
            String young = idle(ada, "axolotl", 29);

            assertThat(deployment
                            .command("retention", "config.yml", "--dry-run")
                            .endsWith(0)
                            .output())
                    .contains("Would delete 1 conversations of 1 users, with 2 messages.");
            ada.get("/api/v1/conversations/" + old + "/messages").expect(200);
            assertThat(deployment.command("retention", "config.yml").endsWith(0).output())
                    .contains("Deleted 1 conversations of 1 users, with 2 messages.");

            awaitGone(ada, old, "pangolin");
            ada.get("/api/v1/conversations/" + pinned + "/messages").expect(200);
            ada.get("/api/v1/conversations/" + young + "/messages").expect(200);
            assertThat(found(ada, "quokka")).isNotEmpty();
            assertThat(found(ada, "axolotl")).isNotEmpty();
        }
    }

    /** It looks when it starts. */
    @Test
    void nodeShouldDeleteByTheShorterRule() {
        String conversation;
        Api ada;
        Api bob;
        String bobs;
        try (Node node = deployment.startInProcess()) {
            ada = node.api().asNewUser();
            bob = node.api().asNewUser();
            conversation = idle(ada, "pangolin", 8);
            bobs = idle(bob, "quokka", 8);
            ada.patch(ME, Map.of("retentionDays", 31)).expect(422);
            ada.patch(ME, Map.of("retentionDays", 0)).expect(422);
            ada.patch(ME, Map.of("retentionDays", "7")).expect(400);
            assertThat(ada.patch(ME, Map.of("retentionDays", 7, "displayName", "Ada"))
                            .expect(200)
                            .json()
                            .get("retentionDays")
                            .asInt())
                    .isEqualTo(7);
        }
        try (Node node = deployment.startInProcess()) {
            Api here = ada.at(node);
            awaitGone(here, conversation, "pangolin");
            bob.at(node).get("/api/v1/conversations/" + bobs).expect(200);
            JsonNode me = here.patch(ME, Collections.singletonMap("retentionDays", null))
                    .expect(200)
                    .json();
            assertThat(me.get("retentionDays").isNull()).isTrue();
            assertThat(me.get("displayName").asText()).isEqualTo("Ada");
        }
    }
}
