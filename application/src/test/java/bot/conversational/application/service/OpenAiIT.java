package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.LoopbackServer;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ServiceProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service in front of an OpenAI-compatible server. */
class OpenAiIT {

    private static final String ANSWER = """
            data: {"id":"1","object":"chat.completion.chunk","model":"m-1","choices":[{"index":0,"delta":{"role":"assistant","content":"Six "}}]}

            data: {"id":"1","object":"chat.completion.chunk","model":"m-1","choices":[{"index":0,"delta":{"content":"corners."}}]}

            data: {"id":"1","object":"chat.completion.chunk","model":"m-1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}

            data: [DONE]

            """;

    private final AtomicInteger status = new AtomicInteger(200);
    private final LoopbackServer provider = new LoopbackServer();

    OpenAiIT() {
        provider.serve("/v1/chat/completions", this::answer);
        provider.serve("/failing/v1/chat/completions", exchange -> exchange.sendResponseHeaders(503, -1));
    }

    @AfterEach
    void stopProvider() {
        provider.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        boolean good = status.get() == 200;
        byte[] body = (good ? ANSWER : "{\"error\":{\"message\":\"secret words\"}}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", good ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(status.get(), body.length);
        exchange.getResponseBody().write(body);
    }

    @Test
    void answerShouldComeFromTheProviderAndItsFailureShouldKeepTheQuestion() {
        Deployment deployment = Deployment.fresh(Map.of(
                "LLM_PROVIDER", "openai",
                "LLM_BASE_URL", provider.url("/v1"),
                "LLM_API_KEY", "sk-never-shown",
                "LLM_MODEL", "m-1",
                "LOG_LEVEL", "DEBUG"));
        try (ServiceProcess node = deployment.start()) {
            Api ada = node.api().asNewUser();
            String conversation = ada.newConversation();
            JsonNode answer = ada.say(conversation, "How many corners?")
                    .expect(201)
                    .json()
                    .get("assistantMessage");
            assertThat(answer.get("content").asText()).isEqualTo("Six corners.");
            assertThat(answer.get("model").asText()).isEqualTo("m-1");
            assertThat(answer.at("/usage/promptTokens").asInt()).isEqualTo(7);

            status.set(401);
            Api once = ada.with("Idempotency-Key", "once");
            Api.Answer failed = once.say(conversation, "And now?").expect(502);
            Api.Answer again = once.say(conversation, "And now?").expect(502);
            assertThat(failed.header("Idempotent-Replayed")).isEmpty();
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(again.json().get("type")).isEqualTo(failed.json().get("type"));
            assertThat(failed.json().get("type").asText()).isEqualTo("/problems/model-failed");
            assertThat(failed.text()).doesNotContain("sk-never-shown", "secret words");
            JsonNode history = ada.get("/api/v1/conversations/" + conversation + "/messages")
                    .expect(200)
                    .json()
                    .get("items");
            assertThat(history.findValuesAsText("content"))
                    .containsExactly("", "And now?", "Six corners.", "How many corners?");
            assertThat(history.get(0).get("status").asText()).isEqualTo("failed");
            assertThat(node.admin().get("/metrics").expect(200).text())
                    .contains("language_model_failures_total{kind=\"credentials_refused\",model=\"m-1\"} 1.0")
                    .contains("language_model_breaker_open{model=\"m-1\"} 0.0");
            assertThat(node.admin()
                            .get("/healthcheck")
                            .json()
                            .at("/language-model/message")
                            .asText())
                    .isEqualTo("m-1: closed");
            assertThat(ada.get("/api/v1/models")
                            .expect(200)
                            .json()
                            .at("/items/0/provider")
                            .asText())
                    .isEqualTo("openai");
            assertThat(node.log())
                    .doesNotContain("sk-never-shown", "secret words", "And now?", "Six corners", "Bearer ");
        }
    }

    @Test
    void eachModelOfTheListShouldAnswerWhoAsksForItAndItsFallbackForIt(@TempDir Path folder) throws IOException {
        String server = provider.url("");
        String models = """
                models:
                  - {name: careful, provider: openai, baseUrl: "%1$s/failing/v1", fallback: small}
                  - {name: small, provider: openai, model: m-1, baseUrl: "%1$s/v1"}
                """.formatted(server);
        Path configuration = folder.resolve("models.yml");
        Files.writeString(
                configuration,
                Files.readString(Deployment.root().resolve("config.yml")).replace("models: []\n", models));
        Deployment deployment = Deployment.fresh(Map.of("LLM_RETRIES", "0")).configured(configuration);
        try (Node node = deployment.startInProcess()) {
            Api ada = node.api().asNewUser();
            assertThat(ada.get("/api/v1/models").expect(200).json().findValuesAsText("name"))
                    .containsExactly("careful", "small");
            assertThat(answeredBy(ada, Map.of("content", "Who are you?", "model", "small")))
                    .isEqualTo("small");
            assertThat(answeredBy(ada, Map.of("content", "And you?", "model", "careful")))
                    .as("its fallback")
                    .isEqualTo("small");
            ada.post(path(ada.newConversation()), Map.of("content", "And you?", "model", "unknown"))
                    .expect(422);
        }
    }

    private static String answeredBy(Api user, Map<String, String> message) {
        JsonNode answer = user.post(path(user.newConversation()), message)
                .expect(201)
                .json()
                .get("assistantMessage");
        assertThat(answer.get("content").asText()).isEqualTo("Six corners.");
        return answer.get("model").asText();
    }

    private static String path(String conversation) {
        return "/api/v1/conversations/" + conversation + "/messages";
    }
}
