package bot.conversational.application.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ScriptedModelServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A node that works on two calls at a time: one, and one that has its answer and is about to leave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadIT {

    private static final String USERS = "/api/v1/users";

    /** Before that it counts for a moment, and is one of two. */
    private static final Duration UNTIL_IT_READS = Duration.ofSeconds(1);

    private final ScriptedModelServer model = new ScriptedModelServer();
    private final Node node = start(model);
    private Api ada = node.api();

    @BeforeAll
    void register() {
        ada = node.api().asNewUser();
    }

    private static Node start(ScriptedModelServer model) {
        Map<String, String> values = new HashMap<>(model.environment());
        values.put("MAX_CONCURRENT_CALLS", "2");
        return Deployment.fresh(values).startInProcess();
    }

    @AfterAll
    void stop() {
        node.close();
        model.close();
    }

    @Test
    void callsBeyondTheMostShouldBeRefusedAndThereShouldBeRoomAgain() throws Exception {
        Map<String, String> wrong = Map.of("email", "nobody@example.com", "password", Api.PASSWORD);
        List<Api.Answer> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Api.Answer>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(callers.submit(() -> node.api().post("/api/v1/sessions", wrong)));
            }
            for (Future<Api.Answer> call : calls) {
                answers.add(call.get());
            }
        }
        assertThat(answers).extracting(Api.Answer::status).contains(401, 503).containsOnly(401, 503);
        Api.Answer refused = answers.stream()
                .filter(answer -> answer.status() == 503)
                .findFirst()
                .orElseThrow();
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.header("X-Request-Id")).isNotEmpty();
        assertThat(refused.json().get("type").asText()).isEqualTo("/problems/unavailable");
        await().until(() -> ada.get(USERS + "/me").status() == 200);
    }

    @Test
    void bodyThatDoesNotComeShouldKeepNobodyOut() throws IOException {
        try (Socket slow = sendHalf();
                Socket other = sendHalf()) {
            await().pollDelay(UNTIL_IT_READS).until(() -> slow.getInputStream().available() == 0);
            for (int i = 0; i < 20; i++) {
                ada.get(USERS + "/me").expect(200);
            }
            assertThat(slow.getInputStream().available()).as("it still waits").isZero();
            assertThat(other.getInputStream().available()).as("it still waits").isZero();
        }
    }

    private Socket sendHalf() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
        socket.getOutputStream()
                .write(("POST " + USERS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 100\r\n\r\n{")
                        .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    @Test
    void turnThatWaitsForItsModelShouldKeepNobodyOut() throws Exception {
        String question = "30 words every 100 ms";
        List<String> conversations = List.of(ada.newConversation(), ada.newConversation());
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Api.Answer>> turns = new ArrayList<>();
            for (String conversation : conversations) {
                turns.add(callers.submit(() -> ada.say(conversation, question + ", " + conversation)));
                await().until(() -> model.running(question + ", " + conversation) == 1);
            }
            await().until(() -> ada.get(USERS + "/me").status() == 200);
            for (int i = 0; i < 20; i++) {
                ada.get(USERS + "/me").expect(200);
            }
            assertThat(turns).noneMatch(Future::isDone);
            for (Future<Api.Answer> turn : turns) {
                assertThat(turn.get().status()).isEqualTo(201);
            }
        }
    }
}
