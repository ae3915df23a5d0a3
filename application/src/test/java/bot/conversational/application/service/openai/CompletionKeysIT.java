package bot.conversational.application.service.openai;

import static bot.conversational.application.service.openai.OpenAiNode.CHAT;
import static bot.conversational.application.service.openai.OpenAiNode.ask;
import static bot.conversational.application.service.openai.OpenAiNode.assertError;
import static bot.conversational.application.service.openai.OpenAiNode.events;
import static bot.conversational.application.service.openai.OpenAiNode.stream;
import static bot.conversational.application.service.openai.OpenAiNode.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that share one Redis: repeats by a key, limits, allowances, and keys under {@code /v1}. */
class CompletionKeysIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final FakeModelServer MODEL = new FakeModelServer();
    private static final int BURST = 12;

    @TempDir
    static Path folder;

    private static Deployment deployment;
    private static Node node;
    private static Node other;

    @BeforeAll
    static void start() {
        deployment = OpenAiNode.deployment(
                MODEL,
                folder,
                Map.of(
                        "RATE_LIMIT_REQUESTS_PER_MINUTE",
                        "1",
                        "RATE_LIMIT_BURST",
                        String.valueOf(BURST),
                        "MAX_RUNNING_PER_USER",
                        "3",
                        "LLM_TOKENS_PER_DAY",
                        "20000"));
        node = deployment.startInProcess();
        other = deployment.startInProcess();
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
        MODEL.close();
    }

    private static Api keyed(Api api, String key) {
        return api.with("Idempotency-Key", key);
    }

    @Test
    void repeatShouldGetTheSameAnswerOnEveryNode() {
        Api ada = keyed(node.api().asNewUser(), "once");
        Api.Answer first = ada.post(CHAT, ask("m", "once?")).expect(200);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        for (Node anyNode : List.of(node, other)) {
            Api.Answer again = ada.at(anyNode).post(CHAT, ask("m", "once?")).expect(200);
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(again.text()).isEqualTo(first.text());
        }
        assertThat(MODEL.asked("once?")).isEqualTo(1);
        assertError(
                ada.at(other).post(CHAT, ask("m", "twice?")), 422, "invalid_request_error", "idempotency_key_reused");
        Api bob = keyed(node.api().asNewUser(), "once");
        assertThat(bob.post(CHAT, ask("m", "once?")).expect(200).header("Idempotent-Replayed"))
                .as("another user's key")
                .isEmpty();
        assertError(
                keyed(bob, "x".repeat(129)).post(CHAT, ask("m", "once?")),
                400,
                "invalid_request_error",
                "invalid_value");
    }

    @Test
    void repeatShouldJoinAStreamThatRunsOnEveryNode() {
        Api ada = keyed(node.api().asNewUser(), "joined");
        Map<String, Object> body = stream("m", "slow, joined");
        List<CompletableFuture<Api.Answer>> calls = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> ada.at(i % 2 == 0 ? node : other).post(CHAT, body),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        List<Api.Answer> answers = calls.stream().map(CompletableFuture::join).toList();
        assertThat(answers).allSatisfy(answer -> {
            List<JsonNode> events = events(answer.expect(200));
            assertThat(text(events)).isEqualTo("Hello there");
            assertThat(events.getLast().asText()).isEqualTo("[DONE]");
        });
        assertThat(answers.stream()
                        .map(answer -> events(answer).getFirst().get("id"))
                        .distinct())
                .hasSize(1);
        assertThat(MODEL.asked("slow, joined")).isEqualTo(1);
    }

    @Test
    void readerWhoLeavesShouldNotEndAnAnswerWithAKey() throws IOException {
        Api ada = keyed(node.api().asNewUser(), "left");
        Map<String, Object> body = stream("m", "slow, left");
        ada.open("POST", CHAT, body).body().close();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                text(events(ada.at(other).post(CHAT, body).expect(200))))
                        .isEqualTo("Hello there"));
        assertThat(MODEL.asked("slow, left")).isEqualTo(1);
    }

    @Test
    void whatFailedShouldBeTriedAgain() {
        Api ada = keyed(node.api().asNewUser(), "failing");
        assertError(ada.post(CHAT, ask("m", "fail 404")), 502, "server_error", "model_failed");
        await().atMost(SOON).pollInterval(Duration.ofMillis(500)).until(() -> {
            assertError(ada.at(other).post(CHAT, ask("m", "fail 404")), 502, "server_error", "model_failed");
            return MODEL.asked("fail 404") == 2;
        });
    }

    @Test
    void keyShouldBeRefusedWhileRedisIsAway() {
        Api ada = node.api().asNewUser();
        ada.post(CHAT, ask("m", "before")).expect(200);
        try (PausedEngine redis = PausedEngine.freeze(Engines.redis())) {
            Api.Answer refused = keyed(ada, "away").post(CHAT, ask("m", "never asked"));
            assertError(refused, 503, "server_error", "unavailable");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            ada.post(CHAT, ask("m", "without a key")).expect(200);
        }
        assertThat(MODEL.asked("never asked")).isZero();
        await().atMost(SOON)
                .until(() -> node.admin()
                                .get("/healthcheck")
                                .json()
                                .at("/redis/healthy")
                                .asBoolean()
                        && other.admin()
                                .get("/healthcheck")
                                .json()
                                .at("/redis/healthy")
                                .asBoolean());
    }

    @Test
    void severalAnswersShouldCountAsSeveralCalls() {
        Api ada = node.api().asNewUser();
        Map<String, Object> body = ask("m", "Hello?");
        body.put("n", BURST - 1);
        ada.post(CHAT, body).expect(200);
        ada.at(other).post(CHAT, ask("m", "Hello?")).expect(200);
        Api.Answer refused = ada.post(CHAT, ask("m", "Hello?"));
        assertError(refused, 429, "rate_limit_error", "rate_limit_exceeded");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(refused.header("x-should-retry")).isEmpty();
    }

    @Test
    void severalAnswersShouldCountAgainstTheKeysOwnLimit() {
        Api key = key(node.api().asNewUser(), Map.of("name", "k", "limits", Map.of("requestsPerMinute", 4)));
        Map<String, Object> body = ask("m", "Hello?");
        body.put("n", 3);
        key.post(CHAT, body).expect(200);
        assertError(key.post(CHAT, body), 429, "rate_limit_error", "rate_limit_exceeded");
    }

    private static Api key(Api owner, Map<String, Object> wanted) {
        String secret = owner.post("/api/v1/api-keys", wanted)
                .expect(201)
                .json()
                .get("key")
                .asText();
        return node.api().with("Authorization", "Bearer " + secret);
    }

    @Test
    void daysTokensShouldBeTheUsersAndTheKeys() {
        Map<String, Object> body = ask("m", "Hello?");
        body.put("max_tokens", 30_000);
        Api ada = node.api().asNewUser();
        Api.Answer spent = ada.post(CHAT, body);
        assertError(spent, 429, "insufficient_quota", "insufficient_quota");
        assertThat(spent.header("x-should-retry")).isEqualTo("false");
        body.put("max_tokens", 900);
        ada.post(CHAT, body).expect(200);
        Api key = key(ada, Map.of("name", "k", "limits", Map.of("tokensPerDay", 1_000)));
        body.put("n", 2);
        assertError(key.post(CHAT, body), 429, "insufficient_quota", "insufficient_quota");
        body.put("n", 1);
        key.post(CHAT, body).expect(200);
    }

    @Test
    void answersThatRunShouldCountAgainstTheirLimit() {
        Api ada = node.api().asNewUser();
        List<CompletableFuture<Integer>> calls = IntStream.range(0, 5)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> ada.post(CHAT, ask("m", "slow " + i)).status(),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        assertThat(calls.stream().map(CompletableFuture::join))
                .containsOnly(200, 429)
                .contains(200, 429);
    }

    @Test
    void keysShouldDoWhatTheirScopesSay() {
        Api ada = node.api().asNewUser();
        Api chat = key(ada, Map.of("name", "chat", "scopes", List.of("chat")));
        Api embeddings = key(ada, Map.of("name", "embeddings", "scopes", List.of("embeddings")));
        Map<String, Object> vectors = Map.of("model", "vectors", "input", "x");
        chat.post(CHAT, ask("m", "Hello?")).expect(200);
        embeddings.post("/v1/embeddings", vectors).expect(200);
        chat.get("/v1/models").expect(200);
        embeddings.get("/v1/models").expect(200);
        assertError(chat.post("/v1/embeddings", vectors), 403, "permission_error", "insufficient_permissions");
        assertError(embeddings.post(CHAT, ask("m", "x")), 403, "permission_error", "insufficient_permissions");
        assertError(
                node.api().with("Authorization", "Bearer cb_" + "0".repeat(43)).get("/v1/models"),
                401,
                "invalid_request_error",
                "invalid_api_key");
    }

    @Test
    void serviceShouldActForItsUsersEachWithTheirOwnLimit() {
        String secret = new Administrators(deployment)
                .at(node)
                .post("/api/v1/admin/service-keys", Map.of("name", "front"))
                .expect(201)
                .json()
                .get("key")
                .asText();
        Api service = node.api().with("Authorization", "Bearer " + secret);
        assertError(service.post(CHAT, ask("m", "x")), 400, "invalid_request_error", "invalid_value");
        Map<String, Object> many = ask("m", "Hello?");
        many.put("n", BURST);
        many.put("user", "eve");
        service.post(CHAT, many).expect(200);
        Map<String, Object> again = ask("m", "Hello?");
        again.put("user", "eve");
        assertError(service.post(CHAT, again), 429, "rate_limit_error", "rate_limit_exceeded");
        assertError(
                service.with("X-OpenWebUI-User-Id", "eve").post(CHAT, ask("m", "x")),
                429,
                "rate_limit_error",
                "rate_limit_exceeded");
        again.put("user", "mallory");
        keyed(service, "same").post(CHAT, again).expect(200);
        again.put("user", "trent");
        assertThat(keyed(service, "same").post(CHAT, again).expect(200).header("Idempotent-Replayed"))
                .as("the key of another user of the service")
                .isEmpty();
        assertError(
                node.api().asNewUser().with("X-On-Behalf-Of", "eve").post(CHAT, ask("m", "x")),
                403,
                "permission_error",
                "insufficient_permissions");
    }
}
