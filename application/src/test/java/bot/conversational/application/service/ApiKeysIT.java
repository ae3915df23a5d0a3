package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Counts;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Keys on two nodes, also while Redis is frozen. It asserts how soon a revoked one is dead. */
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set up before all tests
class ApiKeysIT {

    private static final String KEYS = "/api/v1/api-keys";
    private static final String SERVICES = "/api/v1/admin/service-keys";
    private static final String ME = "/api/v1/users/me";

    /** What the contract says. */
    private static final Duration DEAD_AFTER = Duration.ofSeconds(2);

    private Deployment deployment;
    private Node node;
    private Node other;
    private Api admin;

    @BeforeAll
    void start() {
        deployment = Deployment.fresh(Map.of("ON_BEHALF_OF", "X-OpenWebUI-User-Id,body:user"));
        node = deployment.startInProcess();
        other = deployment.startInProcess();
        admin = new Administrators(deployment).at(node);
    }

    @AfterAll
    void stop() {
        node.close();
        other.close();
    }

    private Api by(JsonNode created) {
        return node.api().with("Authorization", "Bearer " + created.get("key").asText());
    }

    private static JsonNode create(Api user, Map<String, ?> body) {
        return user.post(KEYS, body).expect(201).json();
    }

    private static String id(Api user) {
        return user.get(ME).expect(200).json().get("id").asText();
    }

    private JsonNode service(Map<String, ?> body) {
        return admin.post(SERVICES, body).expect(201).json();
    }

    @Test
    void keyShouldBeShownOnceAndActForItsUserOnAllNodes() {
        Api ada = node.api().asNewUser();
        JsonNode created = create(ada, Map.of("name", "A script"));
        Api script = by(created);

        assertThat(created.get("key").asText())
                .matches("cb_[0-9A-Za-z]{43}")
                .startsWith(created.get("prefix").asText());
        assertThat(created.get("scopes")).hasSize(5);
        String conversation = script.newConversation();
        script.at(other).say(conversation, "Who asks?").expect(201);
        ada.get("/api/v1/conversations/" + conversation).expect(200);
        assertThat(id(script.at(other))).isEqualTo(id(ada));

        Api.Answer list = ada.at(other).get(KEYS).expect(200);
        assertThat(list.json().at("/items/0/id")).isEqualTo(created.get("id"));
        assertThat(list.text()).doesNotContain(created.get("key").asText().substring(10));
        await().until(() -> !ada.get(KEYS).json().at("/items/0/lastUsedAt").isNull());
        assertThat(audited("key_create")).anySatisfy(entry -> {
            assertThat(entry.get("target")).isEqualTo(created.get("id"));
            assertThat(entry.at("/actor/userId").asText()).isEqualTo(id(ada));
        });
    }

    private List<JsonNode> audited(String action) {
        return StreamSupport.stream(
                        admin.get("/api/v1/admin/audit?limit=200&action=" + action)
                                .expect(200)
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .toList();
    }

    @Test
    void revokedKeyShouldBeDeadOnTheOtherNodeInTime() {
        Api ada = node.api().asNewUser();
        JsonNode created = create(ada, Map.of("name", "Lost"));
        Api there = by(created).at(other);
        there.get(ME).expect(200);

        ada.delete(KEYS + "/" + created.get("id").asText()).expect(204);

        await().atMost(DEAD_AFTER).until(() -> there.get(ME).status() == 401);
        ada.delete(KEYS + "/" + created.get("id").asText()).expect(404);
        there.at(node).get(ME).expect(401);
    }

    /** Also once Redis is back, which knows the key and was told nothing. */
    @Test
    void keysRevokedWhileRedisIsFrozenShouldBeDeadInTimeAndStaySo() {
        Api ada = node.api().asNewUser();
        JsonNode created = create(ada, Map.of("name", "Lost"));
        JsonNode service = service(Map.of("name", "A front end"));
        Api there = by(created).at(other);
        Api front = by(service).with("X-On-Behalf-Of", "grace").at(other);
        there.get(ME).expect(200);
        front.get(ME).expect(200);
        try (PausedEngine redis = PausedEngine.freeze(Engines.redis())) {
            there.get(ME).expect(200);
            front.get(ME).expect(200);
            ada.delete(KEYS + "/" + created.get("id").asText()).expect(204);
            admin.delete(SERVICES + "/" + service.get("id").asText()).expect(204);
            await().atMost(DEAD_AFTER)
                    .until(() -> there.get(ME).status() == 401 && front.get(ME).status() == 401);
        }
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            there.get(ME).expect(401);
            there.at(node).get(ME).expect(401);
            front.get(ME).expect(401);
        });
        await().until(() -> ada.get(ME).status() == 200);
    }

    @Test
    void expiredKeyShouldBeDead() {
        Api ada = node.api().asNewUser();
        Instant end = Instant.now().plusSeconds(3);
        JsonNode created = create(ada, Map.of("name", "Short", "expiresAt", end.toString()));
        Api script = by(created);
        script.get(ME).expect(200);
        await().until(() -> script.get(ME).status() == 401);
        assertThat(Instant.now()).isAfter(end);
        script.at(other).get(ME).expect(401);
        assertThat(ada.get(KEYS).json().get("items")).hasSize(1);
    }

    @Test
    void keysOwnLimitShouldHoldBesideTheUsersUntilItIsChanged() {
        Api ada = node.api().asNewUser();
        JsonNode created = create(ada, Map.of("name", "Slow", "limits", Map.of("requestsPerMinute", 1)));
        Api script = by(created);
        String conversation = script.newConversation();
        Api.Answer first = script.say(conversation, "One").expect(201);
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"chat\";q=1;w=60");
        script.at(other).say(conversation, "Two").expect(429);
        ada.say(conversation, "Not by the key").expect(201);

        Map<String, Object> none = new HashMap<>(Map.of("name", "Fast"));
        none.put("limits", null);
        JsonNode edited = ada.patch(KEYS + "/" + created.get("id").asText(), none)
                .expect(200)
                .json();
        assertThat(edited.get("limits").isNull()).isTrue();
        await().until(() -> script.at(other).say(conversation, "Three").status() == 201);
        script.say(conversation, "Four").expect(201);
    }

    @Test
    void nobodyButAServiceKeyShouldActForOthers() {
        Api ada = node.api().asNewUser();
        Api script = by(create(ada, Map.of("name", "A script")));
        for (Api api : List.of(ada, script)) {
            api.with("X-On-Behalf-Of", "grace").get(ME).expect(403);
            api.with("X-OpenWebUI-User-Id", "grace").get(ME).expect(403);
            String conversation = api.newConversation();
            api.with("X-On-Behalf-Of", "grace")
                    .say(conversation, "The fast way, too")
                    .expect(403);
        }
        Api front = by(service(Map.of("name", "A front end")));
        front.get(ME).expect(400);
        front.with("X-On-Behalf-Of", "").get(ME).expect(422);
        front.with("X-On-Behalf-Of", "x".repeat(201)).get(ME).expect(422);
        String grace = id(front.with("X-On-Behalf-Of", "grace"));
        assertThat(id(front.with("X-OpenWebUI-User-Id", "grace").at(other))).isEqualTo(grace);
        assertThat(id(front.with("X-On-Behalf-Of", id(ada)))).isNotEqualTo(id(ada));
    }

    @Test
    void usersOfOneServiceShouldSeeNothingOfEachOther() {
        JsonNode created = service(Map.of("name", "A front end"));
        assertThat(created.get("scopes").toString()).contains("on-behalf-of");
        Api ada = by(created).with("X-On-Behalf-Of", "ada");
        Api grace = by(created).with("X-On-Behalf-Of", "grace").at(other);
        String conversation = ada.newConversation();
        JsonNode exchange =
                ada.say(conversation, "the secret of the pangolin").expect(201).json();
        grace.say(grace.newConversation(), "nothing of interest").expect(201);
        await().until(() -> ada.search("pangolin").json().get("items").size() > 0);

        String path = "/api/v1/conversations/" + conversation;
        String answer =
                path + "/messages/" + exchange.at("/assistantMessage/id").asText();
        for (int i = 0; i < 15; i++) {
            grace.get(path).expect(404);
            grace.get(path + "/messages").expect(404);
            grace.say(conversation, "Mine?").expect(404);
            grace.get(answer + "/events").expect(404);
            grace.delete(path).expect(404);
            assertThat(grace.search("pangolin").expect(200).json().get("items")).isEmpty();
            assertThat(grace.get("/api/v1/conversations").expect(200).json().get("items"))
                    .hasSize(1);
        }
        ada.get(path).expect(200);

        // A key that takes the place of the first acts for the same users.
        JsonNode second = service(
                Map.of("name", "Renewed", "service", created.get("service").asText()));
        admin.delete(SERVICES + "/" + created.get("id").asText()).expect(204);
        by(second).with("X-On-Behalf-Of", "ada").get(path).expect(200);
        by(service(Map.of("name", "Another")))
                .with("X-On-Behalf-Of", "ada")
                .get(path)
                .expect(404);
    }

    @Test
    void suspendedUserOfAServiceShouldBeRefusedOnBothNodes() {
        Api ada = by(service(Map.of("name", "A front end"))).with("X-On-Behalf-Of", "ada");
        Api there = ada.at(other);
        String user = id(ada);
        there.get(ME).expect(200);
        admin.patch("/api/v1/admin/users/" + user, Map.of("state", "suspended")).expect(200);
        await().atMost(DEAD_AFTER)
                .until(() -> ada.get(ME).status() == 403 && there.get(ME).status() == 403);
        admin.patch("/api/v1/admin/users/" + user, Map.of("state", "active")).expect(200);
        assertThat(id(there)).isEqualTo(user);
        admin.delete("/api/v1/admin/users/" + user).expect(204);
        await().atMost(DEAD_AFTER)
                .until(() -> !id(ada).equals(user) && !id(there).equals(user));
        assertThat(id(ada)).isEqualTo(id(there));
    }

    @Test
    void keysThatAreNoneShouldNotReachAStore() {
        Api ada = node.api().asNewUser();
        String key = create(ada, Map.of("name", "Real")).get("key").asText();
        Random random = new Random(42);
        Counts.awaitSettled(deployment);
        Map<String, Long> before = Counts.statements(deployment);
        for (int i = 0; i < 300; i++) {
            int at = random.nextInt(key.length());
            char other = (char) ('!' + random.nextInt(94));
            String mutated = i % 2 == 0
                    ? key.substring(0, at) + (key.charAt(at) == other ? '~' : other) + key.substring(at + 1)
                    : "cb_" + String.join("", Collections.nCopies(43, String.valueOf((char) ('a' + i % 26))));
            node.api().with("Authorization", "Bearer " + mutated).get(ME).expect(401);
        }
        assertThat(Counts.since(before, Counts.statements(deployment)).keySet())
                .as("nobody is looked for, whatever else is done for others meanwhile")
                .noneMatch(statement -> statement.contains("k.pass, u.role") || statement.contains("from sessions s"));
    }
}
