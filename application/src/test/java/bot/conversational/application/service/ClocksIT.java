package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ScriptedModelServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes whose machines' clocks are an hour apart. */
@SuppressWarnings("NullAway.Init") // set up before all tests
class ClocksIT {

    private static final int BURST = 4;
    private static final ScriptedModelServer MODEL = new ScriptedModelServer();

    private static Node right;
    private static Node ahead;

    @BeforeAll
    static void start() {
        Map<String, String> values = new HashMap<>(MODEL.environment());
        values.put("RATE_LIMIT_REQUESTS_PER_MINUTE", "1");
        values.put("RATE_LIMIT_BURST", String.valueOf(BURST));
        Deployment deployment = Deployment.fresh(values);
        right = deployment.startInProcess();
        ahead = deployment.startInProcess(InstantSource.offset(InstantSource.system(), Duration.ofHours(1)));
        await().until(() -> offset(ahead) < -3_590 && Math.abs(offset(right)) < 5);
    }

    @AfterAll
    static void stop() {
        ahead.close();
        right.close();
        MODEL.close();
    }

    private static double offset(Node node) {
        return node.admin()
                .get("/metrics")
                .expect(200)
                .text()
                .lines()
                .filter(line -> line.startsWith("clock_offset_seconds "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElse(0);
    }

    @Test
    void sessionsShouldHoldAtBothNodesWhicheverOpenedThem() {
        for (Node opens : List.of(right, ahead)) {
            String email = UUID.randomUUID() + "@example.com";
            opens.api()
                    .post("/api/v1/users", Map.of("email", email, "password", Api.PASSWORD, "displayName", "Ada"))
                    .expect(201);
            Api user = opens.api().logIn(email);
            for (Node node : List.of(right, ahead, right)) {
                user.at(node).get("/api/v1/users/me").expect(200);
            }
        }
    }

    @Test
    void conversationThatWasWrittenToLastShouldBeTheFirst() {
        Api user = right.api().asNewUser();
        String first = user.newConversation();
        String second = user.newConversation();
        user.at(ahead).say(first, "3 words every 1 ms").expect(201);
        // As long as the nodes' clocks may be apart: they agree with the store's to 50 ms and half a call.
        user.say(second, "60 words every 10 ms").expect(201);
        user.say(second, "3 words every 1 ms").expect(201);

        for (Node node : List.of(right, ahead)) {
            assertThat(listed(user.at(node))).containsExactly(second, first);
        }
    }

    @Test
    void limitsShouldCountTheCallsOfBothNodesAsOne() {
        Api user = right.api().asNewUser();
        String conversation = user.newConversation();
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < BURST + 2; i++) {
            Node node = i % 2 == 0 ? right : ahead;
            statuses.add(user.at(node).say(conversation, "3 words every 1 ms").status());
        }

        assertThat(statuses.subList(0, BURST)).containsOnly(201);
        assertThat(statuses.subList(BURST, BURST + 2)).containsOnly(429);
    }

    /** Longer than a lease. */
    @Test
    void answersOfANodeShouldNotBeEndedByTheOther() {
        Api user = right.api().asNewUser();
        for (Node node : List.of(right, ahead)) {
            JsonNode exchange = user.at(node)
                    .say(user.newConversation(), "100 words every 110 ms")
                    .expect(201)
                    .json();

            assertThat(exchange.at("/assistantMessage/status").asText()).isEqualTo("completed");
        }
    }

    @Test
    void whatWasJustSaidShouldBeFoundAtBothNodes() {
        Api user = right.api().asNewUser();
        user.at(ahead)
                .say(user.newConversation(), "3 words every 1 ms, wobbegong")
                .expect(201);

        for (Node node : List.of(right, ahead)) {
            assertThat(user.at(node).search("wobbegong").expect(200).json().get("items"))
                    .isNotEmpty();
        }
    }

    private static List<String> listed(Api user) {
        List<String> ids = new ArrayList<>();
        user.get("/api/v1/conversations")
                .expect(200)
                .json()
                .get("items")
                .forEach(conversation -> ids.add(conversation.get("id").asText()));
        return ids;
    }
}
