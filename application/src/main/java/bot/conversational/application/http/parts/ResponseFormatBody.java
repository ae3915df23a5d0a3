package bot.conversational.application.http.parts;

import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form that an answer is to have.
 *
 * @param type {@code text}, {@code json_object} or {@code json_schema}
 * @param name of the schema, when there is one
 */
public record ResponseFormatBody(
        @NotNull @Schema(allowableValues = {"text", "json_object", "json_schema"})
        String type,

        @Nullable String name,
        @Nullable @Schema(type = "object") JsonNode schema) {

    private static final String USUAL_NAME = "answer";

    /** @throws DomainException.Invalid when a value breaks a rule */
    public ResponseFormat format() {
        if (!type.equals("json_schema") && (schema != null || name != null)) {
            throw new DomainException.Invalid("responseFormat", "has a name and a schema only with type json_schema");
        }
        return switch (type) {
            case "text" -> ResponseFormat.free();
            case "json_object" -> new ResponseFormat.JsonObject();
            case "json_schema" -> {
                if (schema == null || !schema.isObject()) {
                    throw new DomainException.Invalid("responseFormat", "must have a schema that is an object");
                }
                yield new ResponseFormat.JsonSchema(Optional.ofNullable(name).orElse(USUAL_NAME), schema.toString());
            }
            default -> throw new DomainException.Invalid("responseFormat", "must be text, json_object or json_schema");
        };
    }
}
