package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One user's way through the whole service. */
class JourneyIT {

    private final Api anybody = node().api();

    Node node() {
        return Deployment.sharedNode();
    }

    @Test
    void userShouldFindHisWayThrough() {
        String email = "ada-" + UUID.randomUUID() + "@example.com";
        JsonNode account = anybody.post(
                        "/api/v1/users", Map.of("email", email, "password", Api.PASSWORD, "displayName", "Ada"))
                .expect(201)
                .json();
        assertThat(account.get("email").asText()).isEqualTo(email);
        assertThat(account.get("role").asText()).isEqualTo("user");
        Api ada = anybody.logIn(email);
        assertThat(ada.get("/api/v1/users/me")
                        .expect(200)
                        .json()
                        .get("displayName")
                        .asText())
                .isEqualTo("Ada");

        String conversation = ada.newConversation();
        JsonNode exchange = ada.say(conversation, "What is a hexagonal zeppelin?")
                .expect(201)
                .json();
        JsonNode question = exchange.get("userMessage");
        JsonNode answer = exchange.get("assistantMessage");
        assertThat(question.get("seq").asLong()).isEqualTo(1);
        assertThat(question.get("parentId").isNull()).isTrue();
        assertThat(answer.get("seq").asLong()).isEqualTo(2);
        assertThat(answer.get("parentId").asText()).isEqualTo(question.get("id").asText());
        assertThat(answer.get("status").asText()).isEqualTo("completed");
        assertThat(answer.get("content").asText()).isNotBlank();
        assertThat(answer.get("createdAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

        JsonNode history = ada.get("/api/v1/conversations/" + conversation + "/messages")
                .expect(200)
                .json();
        assertThat(history.get("items")).hasSize(2);
        assertThat(history.get("items").get(0)).isEqualTo(answer);
        assertThat(history.get("items").get(1)).isEqualTo(question);
        assertThat(history.get("nextCursor").isNull()).isTrue();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode found = ada.search("zeppelin").expect(200).json();
            assertThat(found.get("items")).isNotEmpty();
            assertThat(found.get("items").findValuesAsText("conversationId")).containsOnly(conversation);
        });
        JsonNode titles = ada.get("/api/v1/search/titles?q=hexagonl%20zepelin")
                .expect(200)
                .json();
        assertThat(titles.get("items").get(0).get("title").asText()).isEqualTo("What is a hexagonal zeppelin?");
        assertThat(titles.get("items").get(0).get("messageCount").asInt()).isEqualTo(2);

        ada.delete("/api/v1/sessions/current").expect(204);
        Api.Answer after = ada.get("/api/v1/users/me").expect(401);
        assertThat(after.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void anotherUserShouldSeeNothing() {
        Api ada = anybody.asNewUser();
        Api bob = anybody.asNewUser();
        String conversation = ada.newConversation();
        ada.say(conversation, "a secret about quokkas").expect(201);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !ada.search("quokkas").json().get("items").isEmpty());
        assertThat(bob.search("quokkas").expect(200).json().get("items")).isEmpty();
        assertThat(bob.get("/api/v1/search/titles?q=quokkas").expect(200).json().get("items"))
                .isEmpty();
        assertThat(bob.get("/api/v1/conversations").expect(200).json().get("items"))
                .isEmpty();
        bob.get("/api/v1/conversations/" + conversation).expect(404);
        bob.get("/api/v1/conversations/" + conversation + "/messages").expect(404);
        bob.say(conversation, "let me in").expect(404);
    }

    @Test
    void sameQuestionInSameContextShouldBeAnsweredFromTheCache() {
        Api ada = anybody.asNewUser();
        String first = ada.newConversation();
        String second = ada.newConversation();
        JsonNode asked = ada.say(first, "Is the cache warm?").expect(201).json().get("assistantMessage");
        assertThat(asked.get("cached").asBoolean()).isFalse();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String fresh = ada.newConversation();
            JsonNode again =
                    ada.say(fresh, "Is the cache warm?").expect(201).json().get("assistantMessage");
            assertThat(again.get("cached").asBoolean()).isTrue();
            assertThat(again.get("content")).isEqualTo(asked.get("content"));
            assertThat(again.get("usage")).isEqualTo(asked.get("usage"));
        });
        assertThat(ada.say(second, "And another question?")
                        .expect(201)
                        .json()
                        .get("assistantMessage")
                        .get("cached")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void listsShouldPageByKey() {
        Api ada = anybody.asNewUser();
        for (int i = 0; i < 5; i++) {
            ada.newConversation();
        }
        JsonNode first = ada.get("/api/v1/conversations?limit=3").expect(200).json();
        assertThat(first.get("items")).hasSize(3);
        String cursor = first.get("nextCursor").asText();
        JsonNode second = ada.get("/api/v1/conversations?limit=3&cursor=" + cursor)
                .expect(200)
                .json();
        assertThat(second.get("items")).hasSize(2);
        assertThat(second.get("nextCursor").isNull()).isTrue();
        anybody.asNewUser()
                .get("/api/v1/conversations?limit=3&cursor=" + cursor)
                .expect(400);
        ada.get("/api/v1/conversations?archived=true&cursor=" + cursor).expect(400);
        ada.get("/api/v1/conversations?cursor=" + cursor.substring(1)).expect(400);
        ada.get("/api/v1/conversations?limit=0").expect(422);
        ada.get("/api/v1/conversations?limit=many").expect(400);
    }
}
