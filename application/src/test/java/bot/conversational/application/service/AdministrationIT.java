package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an administrator does on one node holds on the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set up before all tests
class AdministrationIT {

    private static final String USERS = "/api/v1/admin/users";
    private static final String STATE = "/api/v1/admin/state";
    private static final String OUTCOMES = "/api/v1/admin/analytics/outcomes";
    private static final String ME = "/api/v1/users/me";

    private static final Duration SOON = Duration.ofSeconds(30);

    private Deployment deployment;
    private Node node;
    private Node other;
    private Api admin;

    @BeforeAll
    void start() {
        deployment = Deployment.fresh(Map.of());
        node = deployment.startInProcess();
        other = deployment.startInProcess();
        admin = new Administrators(deployment).at(node);
    }

    @AfterAll
    void stop() {
        node.close();
        other.close();
    }

    private static String id(Api user) {
        return user.get(ME).expect(200).json().get("id").asText();
    }

    private Api.Answer logIn(String email, String password) {
        return Api.patiently(() -> other.api().post("/api/v1/sessions", Map.of("email", email, "password", password)));
    }

    private Api.Answer choose(String token, String password) {
        return Api.patiently(() -> other.api().post("/api/v1/invitations/" + token, Map.of("password", password)));
    }

    private List<String> actionsOn(String user) {
        return StreamSupport.stream(
                        admin.get("/api/v1/admin/audit?limit=200")
                                .expect(200)
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .filter(entry -> entry.get("target").asText().equals(user))
                .map(entry -> entry.get("action").asText())
                .toList();
    }

    @Test
    void invitedUserShouldChooseThePasswordOnce() {
        String email = Administrators.newEmail();
        Map<String, Object> body = Map.of("email", email, "displayName", "Grace", "role", "user", "invite", true);
        JsonNode invited = admin.post(USERS, body).expect(201).json();
        String token = invited.get("token").asText();
        String user = invited.at("/user/id").asText();
        assertThat(invited.at("/user/state").asText()).isEqualTo("active");
        assertThat(Instant.parse(invited.get("expiresAt").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(71)), Instant.now().plus(Duration.ofHours(73)));
        admin.post(USERS, body).expect(409);
        logIn(email, token).expect(401);

        choose(token, "short").expect(422);
        choose(token, email).expect(422);
        choose(token.substring(0, 65) + (token.endsWith("A") ? "B" : "A"), Api.PASSWORD)
                .expect(404);
        assertThat(choose(token, Api.PASSWORD).expect(201).json().get("id").asText())
                .isEqualTo(user);
        choose(token, "another horse battery").expect(404);
        logIn(email, Api.PASSWORD).expect(201);

        String another = admin.post(USERS + "/" + user + "/password-reset", "")
                .expect(201)
                .json()
                .get("token")
                .asText();
        logIn(email, Api.PASSWORD).expect(201);
        choose(another, "a better battery horse").expect(201);
        logIn(email, Api.PASSWORD).expect(401);
        logIn(email, "a better battery horse").expect(201);
        assertThat(actionsOn(user))
                .containsExactly(
                        "log_in",
                        "log_in",
                        "password_reset",
                        "log_in",
                        "password_token",
                        "log_in",
                        "password_reset",
                        "log_in",
                        "user_invite");
    }

    /** Nothing that operators only should see: neither addresses of engines nor what a check said. */
    @Test
    void stateShouldTellWhichEngineIsAway() {
        Api ada = node.api().asNewUser();
        ada.get(STATE).expect(403);
        ada.say(ada.newConversation(), "count my answer").expect(201);
        await().atMost(SOON)
                .until(
                        () -> admin.get(STATE).expect(200).json(),
                        state -> unwell(state).isEmpty());
        JsonNode state = admin.get(STATE).expect(200).json();
        assertThat(state.at("/followers/0/name").asText()).isEqualTo("search_index");
        assertThat(state.at("/requests/all").asLong()).isPositive();
        assertThat(state.at("/models/0/breaker").asText()).isEqualTo("closed");
        assertThat(Instant.parse(state.get("startedAt").asText())).isBefore(Instant.now());
        await().atMost(SOON)
                .until(() -> admin.get(OUTCOMES + "?interval=day")
                                .expect(200)
                                .json()
                                .at("/totals/answers")
                                .asInt()
                        > 0);
        await().atMost(SOON)
                .until(() -> !admin.get(STATE).json().at("/followers/0/minutes").isEmpty());

        try (PausedEngine frozen = PausedEngine.freeze(Engines.elasticsearch())) {
            await().atMost(SOON)
                    .until(() -> unwell(admin.get(STATE).expect(200).json()), List.of("elasticsearch")::equals);
            Api.Answer outcomes = admin.get(OUTCOMES).expect(503);
            assertThat(outcomes.text()).doesNotContain("127.0.0.1");
            JsonNode ill = admin.get(STATE).expect(200).json();
            assertThat(ill.toString()).doesNotContain("127.0.0.1", "localhost", "xception");
            assertThat(ill.at("/requests/failing/0/route").asText()).isEqualTo(OUTCOMES);
            assertThat(ill.at("/requests/failed").asLong()).isPositive();
        }
        await().atMost(SOON).until(() -> unwell(admin.get(STATE).json()).isEmpty());
    }

    private static List<String> unwell(JsonNode state) {
        return StreamSupport.stream(state.get("checks").spliterator(), false)
                .filter(check -> !check.get("healthy").asBoolean())
                .map(check -> check.get("name").asText())
                .toList();
    }

    @Test
    void nobodyShouldBeInvitedWithoutAnInvitation() {
        admin.post(USERS, Map.of("email", Administrators.newEmail(), "role", "user", "invite", false))
                .expect(422);
        admin.post(USERS, Map.of("email", Administrators.newEmail(), "role", "king", "invite", true))
                .expect(422);
        admin.post(USERS, Map.of("email", "nowhere", "role", "user", "invite", true))
                .expect(422);
    }

    @Test
    void suspendedUserShouldBeLoggedOutOnAllNodesAndStayOut() {
        String email = Administrators.newEmail();
        Api here = node.api().asNewUser(email);
        Api there = other.api().logIn(email);
        String user = id(here);
        String conversation = here.newConversation();
        there.get(ME).expect(200);

        assertThat(admin.patch(USERS + "/" + user, Map.of("state", "suspended"))
                        .expect(200)
                        .json()
                        .get("state")
                        .asText())
                .isEqualTo("suspended");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(List.of(
                                here.get(ME).status(),
                                there.get(ME).status(),
                                there.at(node).get(ME).status()))
                        .containsOnly(401));
        assertThat(logIn(email, Api.PASSWORD).expect(401).text())
                .as("as for a wrong password")
                .contains("The e-mail address or the password is wrong.");
        assertThat(admin.get(USERS + "?state=suspended&q=" + email)
                        .expect(200)
                        .json()
                        .at("/items/0/id")
                        .asText())
                .isEqualTo(user);

        admin.patch(USERS + "/" + user, Map.of("state", "active")).expect(200);
        other.api().logIn(email).get("/api/v1/conversations/" + conversation).expect(200);
        assertThat(actionsOn(user)).containsExactly("log_in", "user_resume", "log_in", "user_suspend", "log_in");
    }

    @Test
    void sessionsShouldEndOnAllNodes() {
        String email = Administrators.newEmail();
        Api here = node.api().asNewUser(email);
        Api there = other.api().logIn(email);
        String user = id(here);

        admin.delete(USERS + "/" + user + "/sessions").expect(204);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                List.of(here.get(ME).status(), there.get(ME).status()))
                        .containsOnly(401));
        other.api().logIn(email).get(ME).expect(200);
    }

    @Test
    void ownLimitsShouldHoldOnAllNodesAndOfTheOthersNothingShouldChange() {
        Api ada = node.api().asNewUser(Administrators.newEmail());
        Api bob = node.api().asNewUser(Administrators.newEmail());
        Api elsewhere = ada.at(other);
        String conversation = ada.newConversation();
        String usual = bob.say(bob.newConversation(), "Hello?").expect(201).header("RateLimit-Policy");

        JsonNode limited = admin.patch(
                        USERS + "/" + id(ada), Map.of("limits", Map.of("requestsPerMinute", 7, "tokensPerDay", 1)))
                .expect(200)
                .json();
        assertThat(limited.at("/limits/requestsPerMinute").asInt()).isEqualTo(7);

        for (Api api : List.of(ada, elsewhere)) {
            await().atMost(SOON).untilAsserted(() -> {
                Api.Answer refused = api.say(conversation, "How many tokens is this?");
                assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"chat\";q=7;w=60");
                assertThat(refused.status()).isEqualTo(429);
            });
        }
        assertThat(bob.say(bob.newConversation(), "Hello?").expect(201).header("RateLimit-Policy"))
                .isEqualTo(usual);
        assertThat(admin.patch(USERS + "/" + id(ada), Collections.singletonMap("limits", null))
                        .expect(200)
                        .json()
                        .get("limits")
                        .isNull())
                .isTrue();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(elsewhere.say(conversation, "And now?").status())
                                .isEqualTo(201));
        admin.patch(USERS + "/" + id(ada), Map.of("limits", Map.of("requestsPerMinute", 0)))
                .expect(422);
    }
}
