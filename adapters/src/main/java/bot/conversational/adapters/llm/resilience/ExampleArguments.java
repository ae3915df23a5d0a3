package bot.conversational.adapters.llm.resilience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes arguments that a tool's schema allows, of what it requires and nothing else. */
final class ExampleArguments {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ExampleArguments() {}

    /** @param schema of an object, as JSON; any other gets an empty object */
    static String of(String schema) {
        try {
            return object(JSON.readTree(schema)).toString();
        } catch (JsonProcessingException e) {
            return object(JsonNodeFactory.instance.objectNode()).toString();
        }
    }

    private static ObjectNode object(JsonNode schema) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        schema.path("required")
                .forEach(name -> object.set(
                        name.asText(), value(schema.path("properties").path(name.asText()))));
        return object;
    }

    private static JsonNode value(JsonNode schema) {
        if (schema.path("enum").has(0)) {
            return schema.path("enum").get(0);
        }
        JsonNodeFactory json = JsonNodeFactory.instance;
        JsonNode type = schema.path("type");
        return switch ((type.isArray() ? type.path(0) : type).asText("")) {
            case "number", "integer" -> json.numberNode(0);
            case "boolean" -> json.booleanNode(true);
            case "array" -> json.arrayNode();
            case "object" -> object(schema);
            case "null" -> json.nullNode();
            default -> json.textNode("example");
        };
    }
}
