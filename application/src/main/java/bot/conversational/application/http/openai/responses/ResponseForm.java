package bot.conversational.application.http.openai.responses;

import bot.conversational.application.http.openai.OpenAiFields;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.ToolUse.Choice;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools, the choice among them and the format of a response: read from a call, and shown again. */
final class ResponseForm {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JSON.getNodeFactory();

    private static final String TYPE = "type";
    private static final String NAME = "name";
    private static final String FUNCTION = "function";
    private static final String FORMAT = "format";
    private static final String JSON_SCHEMA = "json_schema";
    private static final String JSON_OBJECT = "json_object";
    private static final String EMPTY_SCHEMA = "{\"type\":\"object\",\"properties\":{}}";

    private ResponseForm() {}

    static AnswerForm read(OpenAiFields body) {
        List<ToolUse.Tool> tools = new ArrayList<>();
        body.objects("tools").forEach(tool -> tools.add(tool(tool)));
        Optional<Choice> choice = body.any("tool_choice").map(value -> choice(body, value));
        ToolUse use = new ToolUse(tools, tools.isEmpty() ? Optional.empty() : choice);
        return new AnswerForm(use, format(body), body.text("instructions"), Map.of());
    }

    private static ToolUse.Tool tool(OpenAiFields tool) {
        String type = tool.requiredText(TYPE);
        if (!type.equals(FUNCTION)) {
            throw OpenAiFailure.unsupported(tool.path(TYPE), "must be function: the service has no tools of its own");
        }
        return new ToolUse.Tool(
                tool.requiredText(NAME),
                tool.text("description"),
                tool.object("parameters").map(it -> it.object().toString()).orElse(EMPTY_SCHEMA));
    }

    private static Choice choice(OpenAiFields body, JsonNode value) {
        if (value.isTextual()) {
            return switch (value.textValue()) {
                case "auto" -> new Choice.Auto();
                case "none" -> new Choice.Never();
                case "required" -> new Choice.Required();
                default ->
                    throw OpenAiFailure.invalid("tool_choice", "must be auto, none, required or name a function");
            };
        }
        OpenAiFields named = body.object("tool_choice").orElseThrow();
        if (!named.requiredText(TYPE).equals(FUNCTION)) {
            throw OpenAiFailure.unsupported(named.path(TYPE), "must be function: the service has no tools of its own");
        }
        return new Choice.Named(named.requiredText(NAME));
    }

    private static ResponseFormat format(OpenAiFields body) {
        Optional<OpenAiFields> given = body.object("text").flatMap(text -> text.object(FORMAT));
        if (given.isEmpty()) {
            return ResponseFormat.free();
        }
        OpenAiFields format = given.get();
        return switch (format.requiredText(TYPE)) {
            case "text" -> ResponseFormat.free();
            case JSON_OBJECT -> new ResponseFormat.JsonObject();
            case JSON_SCHEMA ->
                new ResponseFormat.JsonSchema(
                        format.requiredText(NAME),
                        format.object("schema")
                                .orElseThrow(() -> OpenAiFailure.missing(format.path("schema")))
                                .object()
                                .toString());
            default -> throw OpenAiFailure.invalid(format.path(TYPE), "must be text, json_object or json_schema");
        };
    }

    static List<JsonNode> tools(AnswerForm form) {
        List<JsonNode> tools = new ArrayList<>();
        for (ToolUse.Tool tool : form.tools().tools()) {
            ObjectNode json = NODES.objectNode().put(TYPE, FUNCTION).put(NAME, tool.name());
            json.put("description", tool.description().orElse(null));
            json.set("parameters", tree(tool.parameters()));
            json.put("strict", false);
            tools.add(json);
        }
        return tools;
    }

    static JsonNode choice(AnswerForm form) {
        return switch (form.tools().choice().orElseGet(Choice.Auto::new)) {
            case Choice.Auto() -> NODES.textNode("auto");
            case Choice.Never() -> NODES.textNode("none");
            case Choice.Required() -> NODES.textNode("required");
            case Choice.Named(String name) ->
                NODES.objectNode().put(TYPE, FUNCTION).put(NAME, name);
        };
    }

    /** What the answer's text is to be like. */
    static JsonNode text(AnswerForm form) {
        ObjectNode format = NODES.objectNode();
        switch (form.format()) {
            case ResponseFormat.Free() -> format.put(TYPE, "text");
            case ResponseFormat.JsonObject() -> format.put(TYPE, JSON_OBJECT);
            case ResponseFormat.JsonSchema(String name, String schema) -> {
                format.put(TYPE, JSON_SCHEMA).put(NAME, name);
                format.set("schema", tree(schema));
                format.put("strict", false);
            }
        }
        ObjectNode text = NODES.objectNode();
        text.set(FORMAT, format);
        return text;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException kept) {
            return NODES.objectNode(); // another way of asking allows schemas that are none
        }
    }
}
