package bot.conversational.adapters.llm.request;

import static bot.conversational.adapters.llm.request.Prompts.call;
import static bot.conversational.adapters.llm.request.Prompts.file;
import static bot.conversational.adapters.llm.request.Prompts.image;
import static bot.conversational.adapters.llm.request.Prompts.json;
import static bot.conversational.adapters.llm.request.Prompts.line;
import static bot.conversational.adapters.llm.request.Prompts.result;
import static bot.conversational.adapters.llm.request.Prompts.user;
import static bot.conversational.adapters.llm.request.Prompts.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.Verbatim;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenAiRequestTest {

    private final OpenAiRequest writer = new OpenAiRequest();

    @Test
    void writeShouldSayHowWordsAreChosen() {
        JsonNode sent = Prompts.read(
                writer.write(Prompts.with(Prompts.ALL_SAMPLING), new RequestLimits("small", 8_192, Optional.of(50))));

        assertThat(sent).isEqualTo(json("""
                {"model": "small", "stream": true, "stream_options": {"include_usage": true},
                 "temperature": 1.5, "top_p": 0.9, "stop": ["END", " "], "seed": 7,
                 "presence_penalty": 0.5, "frequency_penalty": -0.5, "max_tokens": 50,
                 "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Why?"}]}"""));
    }

    @Test
    void writeShouldLeaveOutWhatIsNotWanted() {
        assertThat(written(writer, Prompts.of(user("Why?")))).isEqualTo(json("""
                {"model": "small", "stream": true, "stream_options": {"include_usage": true},
                 "messages": [{"role": "user", "content": "Why?"}]}"""));
    }

    @Test
    void writeShouldNameTheLimitAsNewerModelsWantIt() {
        for (String model : List.of("gpt-5-mini", "o3")) {
            JsonNode sent = Prompts.read(
                    writer.write(Prompts.of(user("Why?")), new RequestLimits(model, 8_192, Optional.of(50))));
            assertThat(sent.path("max_completion_tokens").asInt()).isEqualTo(50);
            assertThat(sent.has("max_tokens")).isFalse();
        }
    }

    @Test
    void writeShouldShowTools() {
        JsonNode sent = written(writer, Prompts.with(new ToolUse.Choice.Named("time")));

        assertThat(sent.path("tools")).isEqualTo(json("""
                [{"type": "function", "function": {"name": "weather", "description": "Tells it.",
                  "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}},
                 {"type": "function", "function": {"name": "time", "parameters": {"type": "object"}}}]"""));
        assertThat(sent.path("tool_choice"))
                .isEqualTo(json("{\"type\": \"function\", \"function\": {\"name\": \"time\"}}"));
        assertThat(choice(new ToolUse.Choice.Auto())).isEqualTo("auto");
        assertThat(choice(new ToolUse.Choice.Never())).isEqualTo("none");
        assertThat(choice(new ToolUse.Choice.Required())).isEqualTo("required");
    }

    private String choice(ToolUse.Choice choice) {
        return written(writer, Prompts.with(choice)).path("tool_choice").asText();
    }

    @Test
    void writeShouldPairCallsAndResults() {
        JsonNode sent = written(
                writer,
                Prompts.of(
                        user("Why?"),
                        line(MessageRole.ASSISTANT, call("c1", "{\"city\": \"Rome\"}"), call("c2", "not JSON")),
                        line(MessageRole.TOOL, result("c1"), result("c2"))));

        assertThat(sent.path("messages")).isEqualTo(json("""
                [{"role": "user", "content": "Why?"},
                 {"role": "assistant", "content": "", "tool_calls": [
                   {"id": "c1", "type": "function",
                    "function": {"name": "weather", "arguments": "{\\"city\\": \\"Rome\\"}"}},
                   {"id": "c2", "type": "function", "function": {"name": "weather", "arguments": "{}"}}]},
                 {"role": "tool", "tool_call_id": "c1", "content": "sunny"},
                 {"role": "tool", "tool_call_id": "c2", "content": "sunny"}]"""));
    }

    @Test
    void writeShouldShowImagesAndFiles() {
        JsonNode sent = written(
                writer,
                Prompts.of(line(
                        MessageRole.USER,
                        new Part.Text("Look:"),
                        image("https://a.example/x.png"),
                        image("data:image/png;base64,AAAA"),
                        file("application/pdf", "data:application/pdf;base64,AAAA"))));

        assertThat(sent.at("/messages/0/content")).isEqualTo(json("""
                [{"type": "text", "text": "Look:"},
                 {"type": "image_url", "image_url": {"url": "https://a.example/x.png"}},
                 {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
                 {"type": "file", "file": {"filename": "a.txt", "file_data": "data:application/pdf;base64,AAAA"}}]"""));
    }

    @Test
    void writeShouldRefuseAFileThatIsElsewhere() {
        assertThatThrownBy(() -> written(
                        writer, Prompts.of(line(MessageRole.USER, file("application/pdf", "https://a.example/x.pdf")))))
                .isInstanceOf(DomainException.Invalid.class)
                .hasMessageStartingWith("parts cannot be sent to this model");
    }

    @Test
    void writeShouldSendNeitherThoughtsNorSourcesNorData() {
        JsonNode sent = written(
                writer,
                Prompts.of(
                        user("Why?"),
                        line(
                                MessageRole.ASSISTANT,
                                new Part.Reasoning("private", Optional.of("sig")),
                                new Part.Text("Because."),
                                new Part.Source(
                                        Optional.of("private"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                new Part.Data("private", "{}"),
                                new Part.Text(" So.")),
                        user("And?")));

        assertThat(sent.at("/messages/1")).isEqualTo(json("{\"role\": \"assistant\", \"content\": \"Because. So.\"}"));
        assertThat(sent.toString()).doesNotContain("private", "sig");
    }

    @Test
    void writeShouldAskForAFormat() {
        assertThat(written(writer, Prompts.with(new ResponseFormat.JsonObject()))
                        .path("response_format"))
                .isEqualTo(json("{\"type\": \"json_object\"}"));
        assertThat(written(writer, Prompts.with(new ResponseFormat.JsonSchema("n", "{\"type\": \"object\"}")))
                        .path("response_format"))
                .isEqualTo(json("""
                        {"type": "json_schema", "json_schema": {"name": "n", "schema": {"type": "object"}}}"""));
    }

    @Test
    void writeShouldSendACallersRequestAsItIs() {
        String body =
                "{\"model\": \"other\", \"top_k\": 40, \"x\": {\"a\": 1.10}, \"messages\": [{\"role\": \"robot\"}]}";
        Verbatim.Stamp stamp = new Verbatim.Stamp("chatcmpl-1", 1);

        assertThat(written(writer, Prompts.with(new Verbatim(body, false, false, 1, stamp))))
                .isEqualTo(json("""
                        {"model": "small", "top_k": 40, "x": {"a": 1.1}, "messages": [{"role": "robot"}]}"""));
        assertThat(new String(
                        writer.write(Prompts.with(new Verbatim(body, true, false, 1, stamp)), Prompts.LIMITS),
                        StandardCharsets.UTF_8))
                .contains("\"a\":1.10", "\"stream_options\":{\"include_usage\":true}");
    }

    @Test
    void writeShouldLeaveOutWhatTheServerRefuses() {
        RequestLimits limits =
                new RequestLimits("small", 8_192, Optional.of(9), Set.of("top_k", "stream_options", "seed"));
        String body = "{\"top_k\": 40, \"max_tokens\": 10, \"stream\": true}";
        Verbatim verbatim = new Verbatim(body, true, true, 1, new Verbatim.Stamp("chatcmpl-1", 1));

        assertThat(new String(writer.write(Prompts.with(verbatim), limits), StandardCharsets.UTF_8))
                .isEqualTo("{\"max_tokens\":9,\"stream\":true,\"model\":\"small\"}");
        assertThat(new String(writer.write(Prompts.with(Prompts.ALL_SAMPLING), limits), StandardCharsets.UTF_8))
                .contains("temperature")
                .doesNotContain("seed", "stream_options");
    }

    @Test
    void writeShouldKeepEveryCharacter() {
        String text = "é東🚀\u0001\u2028\"\\";
        assertThat(written(writer, Prompts.of(user(text)))
                        .at("/messages/0/content")
                        .asText())
                .isEqualTo(text);
        assertThat(written(writer, Prompts.of(user("half \uD83D")))
                        .at("/messages/0/content")
                        .asText())
                .isEqualTo("half ?");
    }
}
