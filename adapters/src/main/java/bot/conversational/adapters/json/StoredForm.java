package bot.conversational.adapters.json;

import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.ToolUse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form that an answer is wanted in, and what goes with it, as JSON. Schemas are kept as texts, to the letter. */
public final class StoredForm {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NAME = "name";
    private static final String TOOLS = "tools";
    private static final String CHOICE = "choice";
    private static final String FORMAT = "format";
    private static final String SCHEMA = "schema";
    private static final String INSTRUCTIONS = "instructions";
    private static final String NOTES = "notes";

    private StoredForm() {}

    /** Empty when any form will do. */
    public static Optional<String> write(AnswerForm form) {
        if (form.isFree()) {
            return Optional.empty();
        }
        ObjectNode json = JSON.createObjectNode();
        ArrayNode tools = json.putArray(TOOLS);
        for (ToolUse.Tool tool : form.tools().tools()) {
            ObjectNode written = tools.addObject().put(NAME, tool.name()).put(SCHEMA, tool.parameters());
            tool.description().ifPresent(text -> written.put("description", text));
        }
        form.tools().choice().ifPresent(choice -> {
            switch (choice) {
                case ToolUse.Choice.Auto() -> json.put(CHOICE, "auto");
                case ToolUse.Choice.Never() -> json.put(CHOICE, "never");
                case ToolUse.Choice.Required() -> json.put(CHOICE, "required");
                case ToolUse.Choice.Named(String name) -> json.putObject(CHOICE).put(NAME, name);
            }
        });
        switch (form.format()) {
            case ResponseFormat.Free() -> {
                // It is the usual one.
            }
            case ResponseFormat.JsonObject() -> json.putObject(FORMAT);
            case ResponseFormat.JsonSchema(String name, String schema) ->
                json.putObject(FORMAT).put(NAME, name).put(SCHEMA, schema);
        }
        form.instructions().ifPresent(text -> json.put(INSTRUCTIONS, text));
        if (!form.notes().isEmpty()) {
            form.notes().forEach(json.putObject(NOTES)::put);
        }
        return Optional.of(json.toString());
    }

    /** @throws IllegalArgumentException when it was not written here */
    public static AnswerForm read(Optional<String> stored) {
        return stored.map(StoredForm::parse).orElse(AnswerForm.FREE);
    }

    private static AnswerForm parse(String stored) {
        try {
            JsonNode json = JSON.readTree(stored);
            List<ToolUse.Tool> tools = new ArrayList<>();
            for (JsonNode tool : json.path(TOOLS)) {
                tools.add(new ToolUse.Tool(
                        tool.path(NAME).asText(),
                        Optional.ofNullable(tool.path("description").textValue()),
                        tool.path(SCHEMA).asText()));
            }
            Map<String, String> notes = new LinkedHashMap<>();
            json.path(NOTES)
                    .properties()
                    .forEach(note -> notes.put(note.getKey(), note.getValue().asText()));
            return new AnswerForm(
                    new ToolUse(tools, choice(json.path(CHOICE))),
                    format(json.path(FORMAT)),
                    Optional.ofNullable(json.path(INSTRUCTIONS).textValue()),
                    notes);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("a form is JSON", notJson);
        }
    }

    private static Optional<ToolUse.Choice> choice(JsonNode choice) {
        return switch (choice.asText()) {
            case "auto" -> Optional.of(new ToolUse.Choice.Auto());
            case "never" -> Optional.of(new ToolUse.Choice.Never());
            case "required" -> Optional.of(new ToolUse.Choice.Required());
            default -> Optional.ofNullable(choice.path(NAME).textValue()).map(ToolUse.Choice.Named::new);
        };
    }

    private static ResponseFormat format(JsonNode format) {
        if (format.isMissingNode()) {
            return ResponseFormat.free();
        }
        return format.has(SCHEMA)
                ? new ResponseFormat.JsonSchema(
                        format.path(NAME).asText(), format.path(SCHEMA).asText())
                : new ResponseFormat.JsonObject();
    }
}
