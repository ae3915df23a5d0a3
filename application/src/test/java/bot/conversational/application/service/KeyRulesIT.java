package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which keys there may be, and that none is more than its administrator's session. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set up before all tests
class KeyRulesIT {

    private static final String KEYS = "/api/v1/api-keys";
    private static final String SERVICES = "/api/v1/admin/service-keys";

    private Node node;
    private Api admin;

    @BeforeAll
    void logIn() {
        node = Deployment.sharedNode();
        admin = new Administrators(Deployment.shared()).at(node);
    }

    private Api by(JsonNode created) {
        return node.api().with("Authorization", "Bearer " + created.get("key").asText());
    }

    private static JsonNode create(Api user, Map<String, ?> body) {
        return user.post(KEYS, body).expect(201).json();
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
    void wrongBodiesShouldBeRefused() {
        Api ada = node.api().asNewUser();
        ada.post(KEYS, Map.of()).expect(422);
        ada.post(KEYS, Map.of("name", " ")).expect(422);
        ada.post(KEYS, Map.of("name", "n".repeat(101))).expect(422);
        ada.post(KEYS, Map.of("name", "K", "scopes", List.of())).expect(422);
        ada.post(KEYS, Map.of("name", "K", "scopes", List.of("root"))).expect(422);
        ada.post(KEYS, Map.of("name", "K", "scopes", List.of("on-behalf-of"))).expect(422);
        ada.post(KEYS, Map.of("name", "K", "scopes", List.of("admin"))).expect(403);
        ada.post(KEYS, Map.of("name", "K", "expiresAt", Instant.now().toString()))
                .expect(422);
        for (String end : List.of("+999999999-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "0000-01-01T00:00:00Z")) {
            ada.post(KEYS, Map.of("name", "K", "expiresAt", end)).expect(422);
        }
        ada.post(KEYS, Map.of("name", "K", "limits", Map.of("requestsPerMinute", 0)))
                .expect(422);
        admin.post(SERVICES, Map.of("name", "S", "scopes", List.of("admin"))).expect(422);
        admin.post(SERVICES, Map.of("name", "S", "service", "00000000-0000-7000-8000-000000000000"))
                .expect(422);
        assertThat(ada.get(KEYS).expect(200).json().get("items"))
                .as("made by wrong bodies")
                .isEmpty();
    }

    /** What a key gives stays below what its administrator may do in a session. */
    @Test
    void administratorsKeyShouldNotGiveRights() {
        Api key = by(create(admin, Map.of("name", "Onboarding", "scopes", List.of("admin"))));
        String email = Administrators.newEmail();
        Map<String, Object> invited =
                new HashMap<>(Map.of("email", email, "displayName", "Ada", "role", "admin", "invite", true));
        key.post("/api/v1/admin/users", invited).expect(403);
        invited.put("role", "user");
        String user = key.post("/api/v1/admin/users", invited)
                .expect(201)
                .json()
                .at("/user/id")
                .asText();
        key.patch("/api/v1/admin/users/" + user, Map.of("role", "admin")).expect(403);
        key.patch("/api/v1/admin/users/" + user, Map.of("state", "suspended")).expect(200);
        assertThat(audited("user_suspend"))
                .anySatisfy(entry ->
                        assertThat(entry.at("/actor/keyId").isTextual()).isTrue());
    }

    /** One more is refused until one is revoked. */
    @Test
    void userShouldHaveTwentyKeysAtMost() {
        Api ada = node.api().asNewUser();
        JsonNode first = create(ada, Map.of("name", "1"));
        for (int i = 2; i <= 20; i++) {
            create(ada, Map.of("name", String.valueOf(i)));
        }
        ada.post(KEYS, Map.of("name", "21")).expect(409);
        assertThat(ada.get(KEYS).expect(200).json().get("items")).hasSize(20);
        ada.delete(KEYS + "/" + first.get("id").asText()).expect(204);
        create(ada, Map.of("name", "21"));
    }

    @Test
    void keyShouldNotSpendMoreTokensInADayThanItMayAndItsUserShould() {
        Api ada = node.api().asNewUser();
        JsonNode created = create(ada, Map.of("name", "Thrifty", "limits", Map.of("tokensPerDay", 10)));
        Api script = by(created);
        String conversation = script.newConversation();
        assertThat(script.say(conversation, "Too much")
                        .expect(429)
                        .json()
                        .get("detail")
                        .asText())
                .contains("key's daily token limit");
        ada.say(conversation, "By myself").expect(201);
        ada.patch(KEYS + "/" + created.get("id").asText(), Map.of("limits", Map.of("tokensPerDay", 100_000)))
                .expect(200);
        script.say(conversation, "Now").expect(201);
    }
}
