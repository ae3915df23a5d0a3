package bot.conversational.application.http.parts;

import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tool that the model may call.
 *
 * @param parameters a JSON schema
 */
public record ToolBody(
        @NotNull String name,
        @Nullable String description,
        @NotNull @Schema(type = "object") JsonNode parameters) {

    /** @throws DomainException.Invalid when a value breaks a rule */
    public ToolUse.Tool tool() {
        if (!parameters.isObject()) {
            throw new DomainException.Invalid("tools", "must have parameters that are a JSON schema: an object");
        }
        return new ToolUse.Tool(name, Optional.ofNullable(description), parameters.toString());
    }
}
