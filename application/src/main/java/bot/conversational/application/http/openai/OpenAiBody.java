package bot.conversational.application.http.openai;

import bot.conversational.application.http.auth.BodyField;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The body of a call: an object of any fields. It never prints itself.
 *
 * @param json as it came
 */
public record OpenAiBody(ObjectNode json) implements BodyField {

    /** Its fields, to be read by the contract. */
    public OpenAiFields fields() {
        return new OpenAiFields(json, "");
    }

    @Override
    public Optional<String> text(String name) {
        return Optional.ofNullable(json.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    @Override
    public String toString() {
        return "OpenAiBody[redacted]";
    }
}
