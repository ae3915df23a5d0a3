package bot.conversational.application.http.parts;

import bot.conversational.domain.llm.ToolUse.Choice;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;

/** {@code "auto"}, {@code "none"}, {@code "required"}, or {@code {"name": "..."}}. */
@Schema(anyOf = {ToolChoiceBody.Word.class, ToolChoiceBody.Named.class})
public record ToolChoiceBody(JsonNode choice) {

    /** For the description: the choices that are a word. */
    enum Word {
        AUTO,
        NONE,
        REQUIRED
    }

    /** For the description: the tool that must be called. */
    @Schema(name = "NamedTool")
    record Named(String name) {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ToolChoiceBody {}

    /** @throws DomainException.Invalid when it is none of them */
    public Choice choose() {
        if (choice.isObject() && choice.size() == 1 && choice.path("name").isTextual()) {
            return new Choice.Named(choice.path("name").textValue());
        }
        return switch (choice.asText()) {
            case "auto" -> new Choice.Auto();
            case "none" -> new Choice.Never();
            case "required" -> new Choice.Required();
            default -> throw new DomainException.Invalid("toolChoice", "must be auto, none, required or name a tool");
        };
    }
}
