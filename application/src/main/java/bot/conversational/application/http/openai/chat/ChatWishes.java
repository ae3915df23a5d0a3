package bot.conversational.application.http.openai.chat;

import bot.conversational.application.http.openai.OpenAiFields;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.llm.Provider;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.llm.ToolUse;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How an answer is wanted, as a prompt says it. */
final class ChatWishes {

    private static final String TOOLS = "tools";
    private static final String CHOICE = "tool_choice";
    private static final String FORMAT = "response_format";
    private static final long MOST_TOKENS = 1_000_000;

    private ChatWishes() {}

    static Optional<Integer> maxTokens(OpenAiFields body) {
        return body.whole("max_completion_tokens", 1, MOST_TOKENS)
                .or(() -> body.whole("max_tokens", 1, MOST_TOKENS))
                .map(Long::intValue);
    }

    static Sampling sampling(OpenAiFields body) {
        return new Sampling(
                body.number("temperature", 0, 2),
                maxTokens(body),
                body.number("top_p", 0, 1),
                stop(body),
                body.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                body.number("presence_penalty", -2, 2),
                body.number("frequency_penalty", -2, 2));
    }

    private static List<String> stop(OpenAiFields body) {
        Optional<JsonNode> stop = body.any("stop");
        if (stop.isPresent() && stop.get().isTextual()) {
            return List.of(stop.get().textValue());
        }
        List<String> all = new ArrayList<>();
        for (JsonNode item : body.items("stop")) {
            if (!item.isTextual()) {
                throw OpenAiFailure.invalid("stop", "must be a text or a list of texts");
            }
            all.add(item.textValue());
        }
        return all;
    }

    static ToolUse tools(OpenAiFields body) {
        if (body.has("functions")) {
            throw OpenAiFailure.unsupported("functions", "are not known to this model: send tools");
        }
        List<ToolUse.Tool> tools = new ArrayList<>();
        for (OpenAiFields tool : body.objects(TOOLS)) {
            if (!tool.requiredText("type").equals("function")) {
                throw OpenAiFailure.unsupported(tool.path("type"), "must be function");
            }
            tools.add(tool(tool.object("function").orElseThrow(() -> OpenAiFailure.missing(tool.path("function")))));
        }
        // Clients say how to choose also where there is nothing to choose from.
        return tools.isEmpty() ? ToolUse.NONE : new ToolUse(tools, choice(body));
    }

    private static ToolUse.Tool tool(OpenAiFields function) {
        String parameters = function.object("parameters")
                .map(schema -> schema.object().toString())
                .orElse("{\"type\":\"object\",\"properties\":{}}");
        return new ToolUse.Tool(function.requiredText("name"), function.text("description"), parameters);
    }

    private static Optional<ToolUse.Choice> choice(OpenAiFields body) {
        Optional<JsonNode> choice = body.any(CHOICE);
        if (choice.isPresent() && choice.get().isObject()) {
            return body.object(CHOICE)
                    .flatMap(named -> named.object("function"))
                    .map(function -> new ToolUse.Choice.Named(function.requiredText("name")));
        }
        return body.text(CHOICE).map(word -> switch (word) {
            case "auto" -> new ToolUse.Choice.Auto();
            case "none" -> new ToolUse.Choice.Never();
            case "required" -> new ToolUse.Choice.Required();
            default -> throw OpenAiFailure.invalid(CHOICE, "must be auto, none, required or an object");
        });
    }

    static ResponseFormat format(OpenAiFields body, Provider provider) {
        Optional<OpenAiFields> format = body.object(FORMAT);
        if (format.isEmpty()) {
            return ResponseFormat.free();
        }
        return switch (format.get().requiredText("type")) {
            case "text" -> ResponseFormat.free();
            case "json_object" -> takesAnyObject(provider) ? new ResponseFormat.JsonObject() : ResponseFormat.free();
            case "json_schema" -> {
                if (provider == Provider.OFFLINE) {
                    throw OpenAiFailure.unsupported(FORMAT, "cannot have a schema with this model");
                }
                yield schema(format.get());
            }
            default -> throw OpenAiFailure.invalid(FORMAT + ".type", "must be text, json_object or json_schema");
        };
    }

    /** Whether a wish for any JSON object means something to a provider. */
    static boolean takesAnyObject(Provider provider) {
        return switch (provider) {
            case OPENAI, OLLAMA -> true;
            case ANTHROPIC, OFFLINE -> false;
        };
    }

    private static ResponseFormat schema(OpenAiFields format) {
        OpenAiFields named =
                format.object("json_schema").orElseThrow(() -> OpenAiFailure.missing(format.path("json_schema")));
        OpenAiFields schema = named.object("schema").orElseThrow(() -> OpenAiFailure.missing(named.path("schema")));
        return new ResponseFormat.JsonSchema(
                named.requiredText("name"), schema.object().toString());
    }
}
