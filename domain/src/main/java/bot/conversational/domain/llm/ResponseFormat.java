package bot.conversational.domain.llm;

import bot.conversational.domain.shared.DomainException;
import java.util.List;
import java.util.regex.Pattern;

/** The form that an answer's text is to have. */
public sealed interface ResponseFormat {

    /** Any. */
    record Free() implements ResponseFormat {}

    /** Some JSON object. */
    record JsonObject() implements ResponseFormat {}

    /**
     * JSON by a schema.
     *
     * @param name 1 to 64 letters, digits, underscores and hyphens
     * @param schema a JSON schema, as JSON, of at most 65,536 characters
     */
    record JsonSchema(String name, String schema) implements ResponseFormat {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
        private static final int LONGEST = 64 * 1024;

        public JsonSchema {
            if (!NAME.matcher(name).matches()) {
                throw new DomainException.Invalid(
                        "responseFormat", "must have a name of 1 to 64 letters, digits, underscores and hyphens");
            }
            if (schema.length() > LONGEST) {
                throw new DomainException.Invalid("responseFormat", "must have a schema of at most 65536 characters");
            }
        }
    }

    /** Text of any form. */
    static ResponseFormat free() {
        return new Free();
    }

    /** All of it, for a digest. */
    default List<String> texts() {
        return switch (this) {
            case Free() -> List.of();
            case JsonObject() -> List.of("json_object");
            case JsonSchema(String name, String schema) -> List.of("json_schema", name, schema);
        };
    }
}
