package bot.conversational.application.service.openai;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Installations whose models are a fake server's, and calls of them. */
final class OpenAiNode {

    static final String CHAT = "/v1/chat/completions";

    private OpenAiNode() {}

    /** One for all who share it, which ends with the JVM. */
    private static final class Shared {
        static final FakeModelServer MODEL = new FakeModelServer();
        static final Deployment DEPLOYMENT = deployment(MODEL, folder(), Map.of("LLM_RETRIES", "2"));
        static final Node NODE = DEPLOYMENT.startInProcess();

        private static Path folder() {
            try {
                return Files.createTempDirectory("openai");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static FakeModelServer model() {
        return Shared.MODEL;
    }

    static Deployment sharedDeployment() {
        return Shared.DEPLOYMENT;
    }

    static Node shared() {
        return Shared.NODE;
    }

    /**
     * With the models {@code m}, {@code strict}, whose server refuses fields, {@code claude}, {@code offline}, and some
     * with an endpoint of their own, which may fail.
     */
    static Deployment deployment(FakeModelServer server, Path folder, Map<String, String> values) {
        String models = """
                models:
                  - {name: m, provider: openai, model: m-1, baseUrl: "%1$s/v1"}
                  - {name: strict, provider: openai, baseUrl: "%1$s/v1", drop: [parallel_tool_calls, stream_options]}
                  - {name: claude, provider: anthropic, baseUrl: "%1$s/claude", apiKey: "sk-x"}
                  - {name: offline, provider: offline}
                  - {name: frail-1, provider: openai, baseUrl: "%1$s/1/v1"}
                  - {name: frail-2, provider: openai, baseUrl: "%1$s/2/v1"}
                  - {name: frail-3, provider: openai, baseUrl: "%1$s/3/v1"}
                  - {name: frail-4, provider: openai, baseUrl: "%1$s/4/v1"}
                """.formatted(server.url(""));
        try {
            Path configuration = folder.resolve("models.yml");
            Files.writeString(
                    configuration,
                    Files.readString(Deployment.root().resolve("config.yml")).replace("models: []\n", models));
            Map<String, String> environment = new HashMap<>(Map.of(
                    "EMBEDDING_PROVIDER", "openai",
                    "EMBEDDING_BASE_URL", server.url("/v1"),
                    "EMBEDDING_MODEL", "vectors",
                    "ON_BEHALF_OF", "X-OpenWebUI-User-Id,body:user"));
            environment.putAll(values);
            return Deployment.fresh(environment).configured(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> ask(String model, String question) {
        return new HashMap<>(Map.of("model", model, "messages", List.of(Map.of("role", "user", "content", question))));
    }

    static Map<String, Object> stream(String model, String question) {
        Map<String, Object> body = ask(model, question);
        body.put("stream", true);
        return body;
    }

    /** The data of the events of a whole stream; the last one is a text when it is no JSON. */
    static List<JsonNode> events(Api.Answer answer) {
        List<JsonNode> events = new ArrayList<>();
        for (String line : answer.text().split("\n")) {
            if (line.startsWith("data: ")) {
                events.add(data(line.substring(6)));
            } else if (!line.isEmpty() && !line.startsWith(":")) {
                throw new AssertionError("no data: " + line);
            }
        }
        return events;
    }

    private static JsonNode data(String text) {
        try {
            return text.startsWith("{")
                    ? FakeModelServer.JSON.readTree(text)
                    : FakeModelServer.JSON.getNodeFactory().textNode(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the first answer of a stream says. */
    static String text(List<JsonNode> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.at("/choices/0/delta/content").asText("")));
        return text.toString();
    }

    static void assertError(Api.Answer answer, int status, String type, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        JsonNode error = answer.json().path("error");
        List<String> fields = new ArrayList<>();
        error.fieldNames().forEachRemaining(fields::add);
        assertThat(fields).containsExactly("message", "type", "param", "code");
        assertThat(error.get("type").asText()).isEqualTo(type);
        assertThat(error.get("code").asText()).isEqualTo(code);
        assertThat(error.get("message").asText()).isNotEmpty().doesNotContain("bot.conversational", "java.");
    }
}
