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
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnthropicRequestTest {

    private final AnthropicRequest writer = new AnthropicRequest();

    @Test
    void writeShouldSayHowWordsAreChosenAsFarAsThereAreFields() {
        JsonNode sent = Prompts.read(
                writer.write(Prompts.with(Prompts.ALL_SAMPLING), new RequestLimits("small", 8_192, Optional.of(50))));

        assertThat(sent).isEqualTo(json("""
                {"model": "small", "stream": true, "max_tokens": 50, "system": "Be brief.",
                 "temperature": 1.0, "top_p": 0.9, "stop_sequences": ["END"],
                 "messages": [{"role": "user", "content": [{"type": "text", "text": "Why?"}]}]}"""));
    }

    @Test
    void writeShouldAlwaysSetALimit() {
        assertThat(written(writer, Prompts.of(user("Why?"))).path("max_tokens").asInt())
                .isEqualTo(2_048);
        JsonNode large = Prompts.read(
                writer.write(Prompts.of(user("Why?")), new RequestLimits("small", 200_000, Optional.empty())));
        assertThat(large.path("max_tokens").asInt()).isEqualTo(4_096);
    }

    @Test
    void writeShouldShowTools() {
        JsonNode sent = written(writer, Prompts.with(new ToolUse.Choice.Named("time")));

        assertThat(sent.path("tools")).isEqualTo(json("""
                [{"name": "weather", "description": "Tells it.",
                  "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}},
                 {"name": "time", "input_schema": {"type": "object"}}]"""));
        assertThat(sent.path("tool_choice")).isEqualTo(json("{\"type\": \"tool\", \"name\": \"time\"}"));
        assertThat(choice(new ToolUse.Choice.Auto())).isEqualTo(json("{\"type\": \"auto\"}"));
        assertThat(choice(new ToolUse.Choice.Never())).isEqualTo(json("{\"type\": \"none\"}"));
        assertThat(choice(new ToolUse.Choice.Required())).isEqualTo(json("{\"type\": \"any\"}"));
    }

    private JsonNode choice(ToolUse.Choice choice) {
        return written(writer, Prompts.with(choice)).path("tool_choice");
    }

    @Test
    void writeShouldPairCallsAndResults() {
        JsonNode sent = written(
                writer,
                Prompts.of(
                        user("Why?"),
                        line(
                                MessageRole.ASSISTANT,
                                new Part.Text("Let me see."),
                                call("c1", "{\"city\": \"Rome\"}"),
                                call("c2", "not JSON")),
                        line(MessageRole.TOOL, result("c1"), new Part.ToolResult("c2", "rain", true))));

        assertThat(sent.at("/messages/1/content")).isEqualTo(json("""
                [{"type": "text", "text": "Let me see."},
                 {"type": "tool_use", "id": "c1", "name": "weather", "input": {"city": "Rome"}},
                 {"type": "tool_use", "id": "c2", "name": "weather", "input": {}}]"""));
        assertThat(sent.at("/messages/2")).isEqualTo(json("""
                {"role": "user", "content": [
                  {"type": "tool_result", "tool_use_id": "c1", "content": "sunny"},
                  {"type": "tool_result", "tool_use_id": "c2", "content": "rain", "is_error": true}]}"""));
    }

    @Test
    void writeShouldMergeLinesOfOneRole() {
        JsonNode sent = written(
                writer,
                Prompts.of(
                        user("Why?"),
                        line(MessageRole.ASSISTANT, call("c1", "{}")),
                        line(MessageRole.TOOL, result("c1")),
                        user("And?")));

        assertThat(sent.at("/messages/2/content")).isEqualTo(json("""
                [{"type": "tool_result", "tool_use_id": "c1", "content": "sunny"},
                 {"type": "text", "text": "And?"}]"""));
        assertThat(sent.path("messages")).hasSize(3);
    }

    @Test
    void writeShouldGiveCallsIdsThatAreAllowed() {
        JsonNode sent = written(
                writer,
                Prompts.of(
                        user("Why?"),
                        line(MessageRole.ASSISTANT, call("call:1/ä", "{}"), call("call:1/ö", "{}")),
                        line(MessageRole.TOOL, result("call:1/ä"), result("call:1/ö"))));

        assertThat(sent.at("/messages/1/content").findValuesAsText("id"))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-zA-Z0-9_-]+"))
                .isEqualTo(sent.at("/messages/2/content").findValuesAsText("tool_use_id"));
    }

    @Test
    void writeShouldSendThoughtsBackWhenTheyAreSigned() {
        JsonNode sent = written(
                writer,
                Prompts.of(
                        user("Why?"),
                        line(
                                MessageRole.ASSISTANT,
                                new Part.Reasoning("unsigned", Optional.empty()),
                                new Part.Reasoning("Hm.", Optional.of("sig")),
                                new Part.Reasoning("", Optional.of("redacted xyz")),
                                new Part.Text("Because."),
                                new Part.Data("private", "{}")),
                        user("And?")));

        assertThat(sent.at("/messages/1/content")).isEqualTo(json("""
                [{"type": "thinking", "thinking": "Hm.", "signature": "sig"},
                 {"type": "redacted_thinking", "data": "xyz"},
                 {"type": "text", "text": "Because."}]"""));
    }

    @Test
    void writeShouldShowImagesAndFiles() {
        JsonNode sent = written(
                writer,
                Prompts.of(line(
                        MessageRole.USER,
                        image("https://a.example/x.png"),
                        image("data:image/png;base64,AAAA"),
                        file("application/pdf", "https://a.example/x.pdf"),
                        file("application/pdf", "data:application/pdf;base64,AAAA"),
                        file("text/csv", "data:text/csv,a%2Cb"))));

        assertThat(sent.at("/messages/0/content")).isEqualTo(json("""
                [{"type": "image", "source": {"type": "url", "url": "https://a.example/x.png"}},
                 {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AAAA"}},
                 {"type": "document", "source": {"type": "url", "url": "https://a.example/x.pdf"}, "title": "a.txt"},
                 {"type": "document", "source":
                    {"type": "base64", "media_type": "application/pdf", "data": "AAAA"}, "title": "a.txt"},
                 {"type": "document", "source":
                    {"type": "text", "media_type": "text/plain", "data": "a,b"}, "title": "a.txt"}]"""));
    }

    @Test
    void writeShouldRefuseAFileThatItHasNoFormFor() {
        assertThatThrownBy(() -> written(
                        writer, Prompts.of(line(MessageRole.USER, file("application/zip", "data:;base64,AAAA")))))
                .isInstanceOf(DomainException.Invalid.class)
                .hasMessageStartingWith("parts cannot be sent to this model");
    }

    @Test
    void writeShouldAskForAFormatOrRefuse() {
        assertThat(written(writer, Prompts.with(new ResponseFormat.JsonSchema("n", "{\"type\": \"object\"}")))
                        .path("output_config"))
                .isEqualTo(json("{\"format\": {\"type\": \"json_schema\", \"schema\": {\"type\": \"object\"}}}"));
        assertThatThrownBy(() -> written(writer, Prompts.with(new ResponseFormat.JsonObject())))
                .isInstanceOf(DomainException.Invalid.class)
                .hasMessageStartingWith("responseFormat");
    }
}
