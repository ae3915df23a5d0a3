package bot.conversational.adapters.llm.request;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.Verbatim;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Prompts to write, and what was written. */
final class Prompts {

    static final RequestLimits LIMITS = new RequestLimits("small", 8_192, Optional.empty());

    static final Sampling ALL_SAMPLING = new Sampling(
            Optional.of(1.5),
            Optional.of(100),
            Optional.of(0.9),
            List.of("END", " "),
            Optional.of(7L),
            Optional.of(0.5),
            Optional.of(-0.5));

    static final ToolUse.Tool WEATHER = new ToolUse.Tool(
            "weather",
            Optional.of("Tells it."),
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");

    static final ToolUse.Tool TIME = new ToolUse.Tool("time", Optional.empty(), "{\"type\":\"object\"}");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Prompts() {}

    static Prompt of(Prompt.Line... lines) {
        return of(List.of(lines));
    }

    static Prompt of(List<Prompt.Line> lines) {
        return new Prompt(
                "any", Optional.empty(), lines, Sampling.NONE, ToolUse.NONE, ResponseFormat.free(), Optional.empty());
    }

    static Prompt with(Sampling sampling) {
        return new Prompt(
                "any",
                Optional.of("Be brief."),
                List.of(user("Why?")),
                sampling,
                ToolUse.NONE,
                ResponseFormat.free(),
                Optional.empty());
    }

    static Prompt with(ToolUse.Choice choice) {
        return new Prompt(
                "any",
                Optional.empty(),
                List.of(user("Why?")),
                Sampling.NONE,
                new ToolUse(List.of(WEATHER, TIME), Optional.of(choice)),
                ResponseFormat.free(),
                Optional.empty());
    }

    static Prompt with(ResponseFormat format) {
        return new Prompt(
                "any", Optional.empty(), List.of(user("Why?")), Sampling.NONE, ToolUse.NONE, format, Optional.empty());
    }

    static Prompt with(Verbatim verbatim) {
        return new Prompt(
                "any",
                Optional.empty(),
                List.of(user("Why?")),
                Sampling.NONE,
                ToolUse.NONE,
                ResponseFormat.free(),
                Optional.of(verbatim));
    }

    static Prompt.Line user(String text) {
        return line(MessageRole.USER, new Part.Text(text));
    }

    static Prompt.Line line(MessageRole role, Part... parts) {
        return new Prompt.Line(role, Content.of(List.of(parts)), 1);
    }

    static Part.Attachment image(String url) {
        return new Part.Attachment(Part.Attachment.Kind.IMAGE, "image/png", Optional.empty(), new Part.Origin.Url(url));
    }

    static Part.Attachment file(String mediaType, String url) {
        return new Part.Attachment(
                Part.Attachment.Kind.FILE, mediaType, Optional.of("a.txt"), new Part.Origin.Url(url));
    }

    static Part.ToolCall call(String id, String arguments) {
        return new Part.ToolCall(id, "weather", arguments);
    }

    static Part.ToolResult result(String id) {
        return new Part.ToolResult(id, "sunny", false);
    }

    static JsonNode written(RequestWriter writer, Prompt prompt) {
        return read(writer.write(prompt, LIMITS));
    }

    static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
