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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OllamaRequestTest {

    private final OllamaRequest writer = new OllamaRequest();

    @Test
    void writeShouldSayHowWordsAreChosen() {
        JsonNode sent = Prompts.read(
                writer.write(Prompts.with(Prompts.ALL_SAMPLING), new RequestLimits("small", 8_192, Optional.of(50))));

        assertThat(sent).isEqualTo(json("""
                {"model": "small", "stream": true,
                 "options": {"num_ctx": 8192, "num_predict": 50, "temperature": 1.5, "top_p": 0.9,
                             "stop": ["END", " "], "seed": 7, "presence_penalty": 0.5, "frequency_penalty": -0.5},
                 "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Why?"}]}"""));
    }

    @Test
    void writeShouldShowTheToolsThatMayBeCalled() {
        assertThat(tools(new ToolUse.Choice.Auto())).containsExactly("weather", "time");
        assertThat(tools(new ToolUse.Choice.Required())).containsExactly("weather", "time");
        assertThat(tools(new ToolUse.Choice.Named("time"))).containsExactly("time");
        assertThat(tools(new ToolUse.Choice.Never())).isEmpty();
    }

    private List<String> tools(ToolUse.Choice choice) {
        return written(writer, Prompts.with(choice)).path("tools").findValuesAsText("name");
    }

    @Test
    void writeShouldPairCallsAndResults() {
        JsonNode sent = written(
                writer,
                Prompts.of(
                        user("Why?"),
                        line(MessageRole.ASSISTANT, call("c1", "{\"city\": \"Rome\"}"), call("c2", "[1]")),
                        line(MessageRole.TOOL, result("c1"), result("c2"))));

        assertThat(sent.path("messages")).isEqualTo(json("""
                [{"role": "user", "content": "Why?"},
                 {"role": "assistant", "content": "", "tool_calls": [
                   {"id": "c1", "function": {"name": "weather", "arguments": {"city": "Rome"}}},
                   {"id": "c2", "function": {"name": "weather", "arguments": {}}}]},
                 {"role": "tool", "content": "sunny", "tool_name": "weather", "tool_call_id": "c1"},
                 {"role": "tool", "content": "sunny", "tool_name": "weather", "tool_call_id": "c2"}]"""));
    }

    @Test
    void writeShouldShowImages() {
        JsonNode sent = written(
                writer,
                Prompts.of(line(
                        MessageRole.USER,
                        new Part.Text("Look:"),
                        image("data:image/png;base64,AAAA"),
                        image("data:image/svg+xml,%3Csvg/%3E"))));

        assertThat(sent.at("/messages/0")).isEqualTo(json("""
                {"role": "user", "content": "Look:", "images": ["AAAA", "PHN2Zy8+"]}"""));
    }

    @Test
    void writeShouldRefuseWhatItHasNoFormFor() {
        for (Part.Attachment refused :
                List.of(image("https://a.example/x.png"), file("text/plain", "data:,a"), image("data:no-comma"))) {
            assertThatThrownBy(() -> written(writer, Prompts.of(line(MessageRole.USER, refused))))
                    .isInstanceOf(DomainException.Invalid.class)
                    .hasMessageStartingWith("parts ");
        }
    }

    @Test
    void writeShouldAskForAFormat() {
        assertThat(written(writer, Prompts.with(new ResponseFormat.JsonObject()))
                        .path("format"))
                .isEqualTo(json("\"json\""));
        assertThat(written(writer, Prompts.with(new ResponseFormat.JsonSchema("n", "{\"type\": \"object\"}")))
                        .path("format"))
                .isEqualTo(json("{\"type\": \"object\"}"));
    }

    @Test
    void writeShouldNotSendThoughts() {
        JsonNode sent = written(
                writer,
                Prompts.of(
                        user("Why?"),
                        line(
                                MessageRole.ASSISTANT,
                                new Part.Reasoning("private", Optional.of("sig")),
                                new Part.Text("Because.")),
                        user("And?")));

        assertThat(sent.at("/messages/1")).isEqualTo(json("{\"role\": \"assistant\", \"content\": \"Because.\"}"));
    }
}
