package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service in front of an OpenAI-compatible server. */
class OpenAiIT {

    private static final String ANSWER = """
            data: {"id":"1","object":"chat.completion.chunk","model":"m-1","choices":[{"index":0,"delta":{"role":"assistant","content":"Six "}}]}

            data: {"id":"1","object":"chat.completion.chunk","model":"m-1","choices":[{"index":0,"delta":{"content":"corners."}}]}

            data: {"id":"1","object":"chat.completion.chunk","model":"m-1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}

            data: [DONE]

            """;

    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer provider;

    @BeforeEach
    void startProvider() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        provider.createContext("/v1/chat/completions", this::answer);
        provider.start();
    }

    @AfterEach
    void stopProvider() {
        provider.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            boolean good = status.get() == 200;
            byte[] body =
                    (good ? ANSWER : "{\"error\":{\"message\":\"secret words\"}}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", good ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(status.get(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void answerShouldComeFromTheProviderAndItsFailureShouldKeepTheQuestion() {
        Deployment deployment = Deployment.fresh(Map.of(
                "LLM_PROVIDER", "openai",
                "LLM_BASE_URL", "http://127.0.0.1:" + provider.getAddress().getPort() + "/v1",
                "LLM_API_KEY", "sk-never-shown",
                "LLM_MODEL", "m-1"));
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
            Api.Answer failed = ada.say(conversation, "And now?").expect(502);
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
            assertThat(node.log()).doesNotContain("sk-never-shown", "secret words", "And now?");
        }
    }
}
