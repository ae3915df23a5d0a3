package bot.conversational.application.service.openai;

import static bot.conversational.application.service.openai.OpenAiNode.CHAT;
import static bot.conversational.application.service.openai.OpenAiNode.ask;
import static bot.conversational.application.service.openai.OpenAiNode.assertError;
import static bot.conversational.application.service.openai.OpenAiNode.events;
import static bot.conversational.application.service.openai.OpenAiNode.stream;
import static bot.conversational.application.service.openai.OpenAiNode.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What surrounds chat completions under {@code /v1}: models, embeddings, failures, known answers, and what is kept. */
class OpenAiEdgesIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final FakeModelServer model = OpenAiNode.model();
    private final Node node = OpenAiNode.shared();
    private final Api ada = node.api().asNewUser();

    @Test
    void modelsShouldBeListedWithThatOfEmbeddings() {
        JsonNode list = ada.get("/v1/models").expect(200).json();
        assertThat(list.get("object").asText()).isEqualTo("list");
        assertThat(list.get("data").findValuesAsText("id"))
                .startsWith("m", "strict", "claude", "offline")
                .endsWith("vectors");
        assertThat(list.at("/data/0").toString())
                .isEqualTo("{\"id\":\"m\",\"object\":\"model\",\"created\":0,\"owned_by\":\"openai\"}");
        assertThat(ada.get("/v1/models/claude").expect(200).json().get("id").asText())
                .isEqualTo("claude");
        assertError(ada.get("/v1/models/some/other"), 404, "invalid_request_error", "model_not_found");
    }

    @Test
    void embeddingsShouldBeNumbersOrBytes() {
        Map<String, Object> body = new HashMap<>(Map.of("model", "vectors", "input", List.of("one", "two")));
        JsonNode numbers = ada.post("/v1/embeddings", body).expect(200).json();
        assertThat(numbers.get("object").asText()).isEqualTo("list");
        assertThat(numbers.at("/data/1/index").asInt()).isEqualTo(1);
        assertThat(numbers.at("/data/1/embedding/1").floatValue()).isEqualTo(0.8f);
        assertThat(numbers.at("/usage/prompt_tokens").asInt()).isPositive();

        body.put("encoding_format", "base64");
        body.put("input", "one");
        String packed = ada.post("/v1/embeddings", body)
                .expect(200)
                .json()
                .at("/data/0/embedding")
                .asText();
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(packed)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.remaining()).isEqualTo(12);
        assertThat(bytes.getFloat()).isEqualTo(0.6f);

        body.put("dimensions", 3);
        ada.post("/v1/embeddings", body).expect(200);
        body.put("dimensions", 2);
        assertError(ada.post("/v1/embeddings", body), 400, "invalid_request_error", "invalid_value");
        body.remove("dimensions");
        for (Object bad : List.of(List.of(1, 2), List.of(List.of(1)), "", List.of(), 7)) {
            body.put("input", bad);
            assertError(ada.post("/v1/embeddings", body), 400, "invalid_request_error", "invalid_value");
        }
        assertError(
                ada.post("/v1/embeddings", Map.of("model", "m", "input", "x")),
                404,
                "invalid_request_error",
                "model_not_found");
    }

    @Test
    void failuresShouldHaveTheirEnvelope() {
        assertError(ada.get("/v1/nothing"), 404, "invalid_request_error", "not_found");
        assertError(ada.get("/v1"), 404, "invalid_request_error", "not_found");
        assertError(ada.get(CHAT), 405, "invalid_request_error", "method_not_allowed");
        Api nobody = node.api();
        assertError(nobody.post(CHAT, ask("m", "x")), 401, "invalid_request_error", "invalid_api_key");
        assertThat(nobody.get("/v1/models").header("WWW-Authenticate")).isEqualTo("Bearer");
        Api text = ada.with("Content-Type", "text/plain");
        assertError(text.postRaw(CHAT, "{}"), 415, "invalid_request_error", "unsupported_media_type");
        assertError(ada.post(CHAT, ask("nobody", "x")), 404, "invalid_request_error", "model_not_found");
        assertError(ada.post(CHAT, Map.of("model", "m")), 400, "invalid_request_error", "missing_required_parameter");
        Api.Answer role =
                ada.post(CHAT, Map.of("model", "claude", "messages", List.of(Map.of("role", "robot", "content", "x"))));
        assertError(role, 400, "invalid_request_error", "invalid_value");
        assertThat(role.json().at("/error/param").asText()).isEqualTo("messages[0].role");
        assertThat(role.header("X-Request-Id")).isNotEmpty();
        Map<String, Object> large = ask("m", "x".repeat(2 * 1024 * 1024));
        assertError(ada.post(CHAT, large), 413, "invalid_request_error", "body_too_large");
    }

    @ParameterizedTest
    @CsvSource({
        "frail-1, fail 503, true, 502, model_failed, 3",
        "frail-2, fail 401, false, 502, model_failed, 1",
        "frail-3, fail 400, true, 400, context_length_exceeded, 1",
        "frail-4, fail 504, false, 504, model_timeout, 1"
    })
    void modelThatFailsShouldNotBeAskedAgainByClients(
            String name, String question, boolean streamed, int status, String code, int times) {
        Api.Answer answer = ada.post(CHAT, streamed ? stream(name, question) : ask(name, question));
        assertError(answer, status, status == 400 ? "invalid_request_error" : "server_error", code);
        if (status != 400) {
            assertThat(answer.header("x-should-retry")).isEqualTo("false");
        }
        assertThat(answer.text()).doesNotContain("secret");
        assertThat(model.asked(question)).as("with our own retries").isEqualTo(times);
    }

    @Test
    void brokenStreamShouldNeverLookComplete() {
        for (String question : List.of("error", "cut")) {
            List<JsonNode> events = events(ada.post(CHAT, stream("m", question)).expect(200));
            assertThat(text(events)).startsWith("Hello");
            assertThat(events.getLast().at("/error/type").asText()).isEqualTo("server_error");
            assertThat(events.getLast().at("/error/code").asText()).isEqualTo("model_failed");
            assertThat(events).noneMatch(event -> event.asText().equals("[DONE]"));
        }
    }

    @Test
    void nothingShouldBeStoredButItsUse() throws SQLException {
        Api bob = node.api().asNewUser();
        bob.post(CHAT, ask("m", "stored nowhere")).expect(200);
        bob.post(CHAT, stream("m", "stored nowhere")).expect(200);
        try (Connection connection = OpenAiNode.sharedDeployment().connect();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("select count(*) from messages where content like '%stored nowhere%'")) {
            found.next();
            assertThat(found.getInt(1)).isZero();
        }
        assertThat(bob.get("/api/v1/conversations").expect(200).json().get("items"))
                .isEmpty();
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode totals =
                    bob.get("/api/v1/analytics/usage").expect(200).json().get("totals");
            assertThat(totals.at("/api/answers").asInt()).isEqualTo(2);
            assertThat(totals.at("/api/promptTokens").asInt()).isEqualTo(14);
            assertThat(totals.get("completionTokens").asInt()).isEqualTo(4);
        });
    }

    @Test
    void coldAnswerShouldBeKnownTheSecondTime() {
        Map<String, Object> body = ask("m", "What is cold?");
        body.put("temperature", 0);
        assertThat(ada.post(CHAT, body).expect(200).header("X-Cache")).isEmpty();
        await().atMost(SOON).until(() -> ada.post(CHAT, body).header("X-Cache").equals("hit"));
        int asked = model.asked("What is cold?");
        JsonNode known = ada.post(CHAT, body).expect(200).json();
        assertThat(known.at("/choices/0/message/content").asText()).isEqualTo("Hello there");
        assertThat(known.at("/usage/total_tokens").asInt()).isEqualTo(9);
        body.put("stream", true);
        Api.Answer streamed = ada.post(CHAT, body).expect(200);
        assertThat(text(events(streamed))).isEqualTo("Hello there");
        assertThat(streamed.header("X-Cache")).isEqualTo("hit");
        assertThat(model.asked("What is cold?")).isEqualTo(asked);

        assertThat(ada.with("Cache-Control", "no-cache")
                        .post(CHAT, body)
                        .expect(200)
                        .header("X-Cache"))
                .isEmpty();
        assertThat(node.api().asNewUser().post(CHAT, body).expect(200).header("X-Cache"))
                .as("another user")
                .isEmpty();
        body.put("temperature", 0.1);
        assertThat(ada.post(CHAT, body).expect(200).header("X-Cache")).isEmpty();
    }
}
