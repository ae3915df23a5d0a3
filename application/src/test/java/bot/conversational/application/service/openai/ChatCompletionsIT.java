package bot.conversational.application.service.openai;

import static bot.conversational.application.service.openai.OpenAiNode.CHAT;
import static bot.conversational.application.service.openai.OpenAiNode.ask;
import static bot.conversational.application.service.openai.OpenAiNode.events;
import static bot.conversational.application.service.openai.OpenAiNode.stream;
import static bot.conversational.application.service.openai.OpenAiNode.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of {@code /v1} as clients of OpenAI's API expect them, in front of a fake provider. */
class ChatCompletionsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final FakeModelServer model = OpenAiNode.model();
    private final Api ada = OpenAiNode.shared().api().asNewUser();

    @Test
    void wholeAnswerShouldBeTheProvidersUnderOurNames() {
        JsonNode answer = ada.post(CHAT, ask("m", "Hello?")).expect(200).json();
        assertThat(answer.get("id").asText()).startsWith("chatcmpl-");
        assertThat(answer.get("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.get("created").asLong()).isGreaterThan(1_700_000_000L);
        assertThat(answer.get("model").asText()).isEqualTo("m");
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("Hello there");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(9);
        assertThat(answer.get("system_fingerprint").asText())
                .as("what is theirs")
                .isEqualTo("fp_1");
    }

    @Test
    void streamShouldBeDataOnlyWhateverIsAccepted() {
        for (String accept : List.of("application/json", "*/*", "text/event-stream")) {
            Api.Answer answer =
                    ada.with("Accept", accept).post(CHAT, stream("m", "Hello?")).expect(200);
            assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
            List<JsonNode> events = events(answer);
            assertThat(events.getLast().asText()).isEqualTo("[DONE]");
            assertThat(text(events)).isEqualTo("Hello there");
            assertThat(events.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
            List<JsonNode> chunks = events.subList(0, events.size() - 1);
            assertThat(chunks).allSatisfy(chunk -> {
                assertThat(chunk.get("id")).isEqualTo(events.getFirst().get("id"));
                assertThat(chunk.get("object").asText()).isEqualTo("chat.completion.chunk");
                assertThat(chunk.has("usage")).isFalse();
                assertThat(chunk.get("choices")).isNotEmpty();
            });
            assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"m/Hello?", "m/uncounted", "claude/Hello?", "offline/Hello?", "strict/uncounted"})
    void usageShouldComeInAChunkOfItsOwn(String which) {
        Map<String, Object> body = stream(which.split("/")[0], which.split("/")[1]);
        body.put("stream_options", Map.of("include_usage", true));
        List<JsonNode> events = events(ada.post(CHAT, body).expect(200));
        JsonNode last = events.get(events.size() - 2);
        assertThat(last.get("choices")).isEmpty();
        assertThat(last.at("/usage/prompt_tokens").asInt()).isPositive();
        assertThat(last.at("/usage/total_tokens").asInt())
                .isEqualTo(last.at("/usage/prompt_tokens").asInt()
                        + last.at("/usage/completion_tokens").asInt());
        assertThat(events.subList(0, events.size() - 2)).allSatisfy(chunk -> {
            assertThat(chunk.get("usage").isNull()).isTrue();
            assertThat(chunk.get("choices")).hasSize(1);
        });
    }

    @Test
    void bodyShouldReachTheModelAsItIs() {
        Map<String, Object> body = ask("m", "Hello?");
        body.put("top_k", 40);
        body.put("chat_template_kwargs", Map.of("enable_thinking", false));
        body.put("parallel_tool_calls", false);
        body.put("logit_bias", null);
        ada.post(CHAT, body).expect(200);
        JsonNode sent = model.lastRequest();
        assertThat(sent.get("model").asText()).isEqualTo("m-1");
        assertThat(sent.get("top_k").asInt()).isEqualTo(40);
        assertThat(sent.at("/chat_template_kwargs/enable_thinking").asBoolean(true))
                .isFalse();
        assertThat(sent.has("parallel_tool_calls")).isTrue();
        assertThat(sent.has("stream")).isFalse();

        body.put("model", "strict");
        body.put("stream", true);
        ada.post(CHAT, body).expect(200);
        assertThat(model.lastRequest().has("parallel_tool_calls")).isFalse();
        assertThat(model.lastRequest().has("stream_options")).isFalse();
    }

    /** Seen in clients: parts, developers, two users in a row, null beside calls, names, and nulls wherever they may be. */
    @ParameterizedTest
    @ValueSource(strings = {"m", "claude", "offline"})
    void messagesOfAllFormsShouldBeTaken(String model) throws IOException {
        String body = """
                {"model": "%s", "temperature": null, "stop": null, "tools": null, "user": "somebody", "messages": [
                  {"role": "system", "content": "Be brief."},
                  {"role": "user", "content": [{"type": "text", "text": "Look."},
                    {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo=", "detail": "low"}}]},
                  {"role": "developer", "content": [{"type": "text", "text": "Be kind."}]},
                  {"role": "user", "content": "Two in a row", "name": "ada"},
                  {"role": "assistant", "content": null, "tool_calls": [
                    {"id": "c1", "type": "function", "function": {"name": "look", "arguments": "{}"}}]},
                  {"role": "tool", "tool_call_id": "c1", "content": "nothing"},
                  {"role": "assistant", "content": ""},
                  {"role": "user", "content": "And now?"}]}
                """.formatted(model);
        for (String header : List.of("OpenAI-Organization", "OpenAI-Project", "OpenAI-Beta", "X-Stainless-Lang")) {
            Api.Answer answer = ada.with(header, "x")
                    .with("Content-Type", "application/json")
                    .postRaw(CHAT, body);
            assertThat(answer.expect(200)
                            .json()
                            .at("/choices/0/message/content")
                            .asText())
                    .isNotEmpty();
        }
    }

    @Test
    void answersOfOtherProtocolsShouldHaveTheSameForm() {
        JsonNode answer = ada.post(CHAT, ask("claude", "Salut?")).expect(200).json();
        assertThat(answer.at("/choices/0/message").toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"Bonjour\",\"refusal\":null,"
                        + "\"reasoning_content\":\"Hm.\"}");
        assertThat(answer.at("/choices/0/logprobs").isNull()).isTrue();
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(5);
        List<JsonNode> events =
                events(ada.post(CHAT, stream("claude", "Salut?")).expect(200));
        assertThat(text(events)).isEqualTo("Bonjour");
        assertThat(events.get(1).at("/choices/0/delta/reasoning_content").asText())
                .isEqualTo("Hm.");
    }

    @Test
    void whatAModelIsNotToldShouldBeNamed() {
        Map<String, Object> body = ask("claude", "Salut?");
        body.putAll(Map.of("n", 2, "logprobs", true, "logit_bias", Map.of("1", 2), "seed", 5, "temperature", 0.5));
        Api.Answer answer = ada.post(CHAT, body).expect(200);
        assertThat(answer.header("X-Ignored-Parameters").split(", "))
                .containsExactlyInAnyOrder("n", "logprobs", "logit_bias", "seed");
        assertThat(answer.json().get("choices")).hasSize(1);
        assertThat(model.lastRequest().get("temperature").asDouble()).isEqualTo(0.5);

        Map<String, Object> schema = ask("offline", "x");
        schema.put(
                "response_format",
                Map.of("type", "json_schema", "json_schema", Map.of("name", "a", "schema", Map.of("type", "object"))));
        OpenAiNode.assertError(ada.post(CHAT, schema), 400, "invalid_request_error", "unsupported_parameter");
        schema.put("model", "claude");
        ada.post(CHAT, schema).expect(200);
        assertThat(model.lastRequest().at("/output_config/format/type").asText())
                .isEqualTo("json_schema");
    }

    @Test
    void toolsShouldGoThereAndBack() {
        Map<String, Object> body = ask("m", "call");
        body.put("tool_choice", "auto");
        body.put(
                "tools",
                List.of(Map.of(
                        "type",
                        "function",
                        "function",
                        Map.of(
                                "name",
                                "look_up",
                                "parameters",
                                Map.of("$schema", "http://json-schema.org/draft-07/schema#", "type", "object")))));
        JsonNode whole = ada.post(CHAT, body).expect(200).json();
        assertThat(whole.at("/choices/0/message/tool_calls/0/function/name").asText())
                .isEqualTo("look_up");
        assertThat(whole.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(model.lastRequest()
                        .at("/tools/0/function/parameters/$schema")
                        .asText())
                .startsWith("http");

        body.put("stream", true);
        List<JsonNode> events = events(ada.post(CHAT, body).expect(200));
        StringBuilder arguments = new StringBuilder();
        events.forEach(event -> arguments.append(
                event.at("/choices/0/delta/tool_calls/0/function/arguments").asText("")));
        assertThat(arguments).hasToString("{\"q\":1}");

        body.put("model", "offline");
        List<JsonNode> offline = events(ada.post(CHAT, body).expect(200));
        assertThat(offline.get(1).at("/choices/0/delta/tool_calls/0/id").asText())
                .isNotEmpty();
        assertThat(offline.get(offline.size() - 2)
                        .at("/choices/0/finish_reason")
                        .asText())
                .isEqualTo("tool_calls");
    }

    @Test
    void severalAnswersShouldBeOneEach() {
        Map<String, Object> body = ask("m", "Hello?");
        body.put("n", 3);
        assertThat(ada.post(CHAT, body).expect(200).json().get("choices")).hasSize(3);
        body.put("stream", true);
        List<JsonNode> events = events(ada.post(CHAT, body).expect(200));
        assertThat(events.stream()
                        .filter(event -> event.at("/choices/0/finish_reason").isTextual())
                        .map(event -> event.at("/choices/0/index").asInt()))
                .containsExactly(0, 1, 2);
        body.put("n", 129);
        OpenAiNode.assertError(ada.post(CHAT, body), 400, "invalid_request_error", "invalid_value");
    }

    @Test
    void readerWhoLeavesShouldEndTheGeneration() throws IOException {
        HttpResponse<InputStream> response = ada.open("POST", CHAT, stream("m", "endless"));
        byte[] first = response.body().readNBytes(500);
        assertThat(first).hasSize(500);
        assertThat(model.running()).isPositive();
        response.body().close();
        await().atMost(SOON).until(() -> model.running() == 0);
    }
}
