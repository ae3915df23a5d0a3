package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Finding again what was said, with the index and without it, and adding it up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchIT {

    private Deployment deployment;
    private Node node;
    private Api anybody;

    @BeforeAll
    void start() {
        deployment = Deployment.fresh(Map.of());
        node = deployment.startInProcess();
        anybody = node.api();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void withoutAModelOnlyWordsShouldBeSearched() {
        Api bob = anybody.asNewUser();
        bob.get("/api/v1/search/messages?q=x&mode=semantic").expect(422);
        bob.get("/api/v1/search/messages?q=x&mode=keyword").expect(200);
    }

    @Test
    void discoveryShouldShowConversationsOnceWithTheirPassages() {
        Api ada = anybody.asNewUser();
        String first = ada.newConversation();
        ada.say(first, "Tell me of the wombat").expect(201);
        ada.say(first, "More of the wombat, please").expect(201);
        String second = ada.newConversation();
        ada.say(
                        second,
                        "Is a wombat_burrow warm? I ask for a friend who digs, and who would not move in before"
                                + " winter.")
                .expect(201);

        // The newest first: how well words fit depends on what else this index has seen, and has not yet forgotten.
        String wombats = "/api/v1/search/conversations?q=wombat&role=user&sort=newest";
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode found = ada.get(wombats).expect(200).json();
            assertThat(found.get("items")).hasSize(2);
            assertThat(found.get("nextCursor").isNull()).isTrue();
            assertThat(found.at("/items/0/conversation/id").asText()).isEqualTo(second);
            assertThat(found.at("/items/0/passages/0/highlights/0").asText())
                    .startsWith("Is a <em>wombat</em>_burrow warm?");
            assertThat(found.at("/items/0/passages/0/role").asText()).isEqualTo("user");
            assertThat(found.at("/items/1/conversation/id").asText()).isEqualTo(first);
            assertThat(found.at("/items/1/conversation/messageCount").asInt()).isEqualTo(4);
            assertThat(found.at("/items/1/passages")).hasSize(2);
        });
        JsonNode page = ada.get(wombats + "&limit=1").expect(200).json();
        String cursor = page.get("nextCursor").asText();
        JsonNode rest =
                ada.get(wombats + "&limit=1&cursor=" + cursor).expect(200).json();
        assertThat(rest.at("/items/0/conversation/id").asText()).isEqualTo(first);
        ada.get("/api/v1/search/messages?q=wombat&role=user&cursor=" + cursor).expect(400);
        ada.get("/api/v1/search/conversations?q=" + "w+".repeat(65)).expect(422);
        ada.get("/api/v1/search/conversations?q=" + "w".repeat(1_001)).expect(422);
    }

    /** Ten times, since an index that has it by luck has it once. */
    @Test
    void searchShouldFindAtOnceWhatWasJustSaid() {
        Api ada = anybody.asNewUser();
        String conversation = ada.newConversation();
        for (String word : List.of("emu", "kea", "kiwi", "moa", "rhea", "tern", "gull", "crane", "stork", "heron")) {
            ada.say(conversation, "I saw the " + word + " again").expect(201);
            JsonNode found = json(ada, "/api/v1/search/messages?role=user&q=" + word);
            assertThat(found.get("items")).as(word).hasSize(1);
            assertThat(found.at("/items/0/score").asDouble()).isEqualTo(1);
            assertThat(found.at("/items/0/conversation/id").asText()).isEqualTo(conversation);
            assertThat(found.at("/items/0/highlights/0").asText()).isEqualTo("I saw the <em>" + word + "</em> again");
            assertThat(found.at("/total/value").asInt()).isEqualTo(1);
        }
        JsonNode all = json(ada, "/api/v1/search/messages?role=user&q=saw&sort=newest&limit=3");
        assertThat(all.at("/items/0/message/content").asText()).contains("heron");
        assertThat(all.at("/total/value").asInt()).isEqualTo(10);
        JsonNode next = json(
                ada,
                "/api/v1/search/messages?role=user&q=saw&sort=newest&limit=200&cursor="
                        + all.get("nextCursor").asText());
        assertThat(next.get("items")).hasSize(7);
    }

    @Test
    void usageShouldBeOnesOwnUnlessAnAdministratorAsks() throws Exception {
        String email = "grace-" + UUID.randomUUID() + "@example.com";
        Api grace = anybody.asNewUser(email);
        grace.say(grace.newConversation(), "count me").expect(201);
        anybody.asNewUser().get("/api/v1/admin/analytics/usage").expect(403);
        anybody.get("/api/v1/analytics/usage").expect(401);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode usage = grace.get("/api/v1/analytics/usage?zone=Europe/Berlin")
                    .expect(200)
                    .json();
            assertThat(usage.at("/totals/messages").asInt()).isEqualTo(2);
            assertThat(usage.at("/totals/conversations").asInt()).isEqualTo(1);
            assertThat(usage.at("/totals/completionTokens").asInt()).isPositive();
            assertThat(usage.at("/totals/latencyMs/p99").isNumber()).isTrue();
            assertThat(usage.at("/totals").has("activeUsers")).isFalse();
            assertThat(usage.get("models")).hasSize(1);
            assertThat(usage.at("/models/0/messages").asInt()).isEqualTo(1);
            assertThat(usage.get("buckets")).hasSizeBetween(30, 32);
            assertThat(usage.at("/buckets/0/start").asText()).matches(".*T2[23]:00:00.000Z");
        });
        grace.get("/api/v1/analytics/usage?zone=Mars").expect(422);
        grace.get("/api/v1/analytics/usage?interval=minute").expect(400);
        grace.get("/api/v1/analytics/usage?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")
                .expect(422);
        grace.get("/api/v1/analytics/usage?from=1990-01-01T00:00:00Z&interval=hour")
                .expect(422);

        makeAdministrator(email);
        JsonNode everybody = anybody.logIn(email)
                .get("/api/v1/admin/analytics/usage")
                .expect(200)
                .json();
        assertThat(everybody.at("/totals/activeUsers").asInt()).isPositive();
        assertThat(everybody.at("/models/0/messages").asInt()).isPositive();
    }

    @Test
    void searchShouldGoOnInPostgresqlWhileElasticsearchIsAway() {
        Api ada = anybody.asNewUser();
        String conversation = ada.newConversation();
        ada.say(conversation, "a rare numbat").expect(201);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !ada.search("numbat").json().get("items").isEmpty());

        try (PausedEngine frozen = PausedEngine.freeze(Engines.elasticsearch())) {
            JsonNode found = json(ada, "/api/v1/search/messages?q=numbat&role=user");
            assertThat(found.get("degraded").asBoolean()).isTrue();
            assertThat(found.get("items")).hasSize(1);
            assertThat(found.at("/items/0/highlights/0").asText()).isEqualTo("a rare <em>numbat</em>");
            JsonNode discovered = json(ada, "/api/v1/search/conversations?q=numbat");
            assertThat(discovered.at("/items/0/conversation/id").asText()).isEqualTo(conversation);
            assertThat(anybody.asNewUser().search("numbat").expect(200).json().get("items"))
                    .isEmpty();
            Api.Answer usage = ada.get("/api/v1/analytics/usage").expect(503);
            assertThat(usage.header("Retry-After")).isNotEmpty();
            ada.say(conversation, "a rarer quoll").expect(201);
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode found = ada.search("quoll").expect(200).json();
            assertThat(found.get("degraded").asBoolean()).isFalse();
            assertThat(found.get("items")).isNotEmpty();
        });
    }

    /** How soon is a matter of SearchFaultsIT, which runs alone. */
    private static JsonNode json(Api api, String path) {
        return api.get(path).expect(200).json();
    }

    private void makeAdministrator(String email) throws SQLException {
        try (Connection connection = deployment.connect();
                PreparedStatement statement =
                        connection.prepareStatement("update users set role = 'admin' where email = ?")) {
            statement.setString(1, email);
            statement.executeUpdate();
        }
    }
}
