package bot.conversational.application.service.edges;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * The API's description, and whether JSON is as it says: each field described, each required one there, types and words
 * right. Only as much of JSON Schema as the description uses.
 */
record DescribedApi(JsonNode document) {

    /** What is described of the answer of a status; missing when there is nothing. */
    JsonNode response(Route route, int status) {
        JsonNode response = document.path("paths")
                .path(route.path())
                .path(route.method().toLowerCase(Locale.ROOT))
                .path("responses")
                .path(String.valueOf(status));
        return resolved(response);
    }

    /** What is wrong with a value; empty when nothing is. */
    List<String> faults(JsonNode schema, JsonNode value) {
        List<String> faults = new ArrayList<>();
        check(schema, value, "", faults);
        return faults;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? document.at(node.get("$ref").asText().substring(1).replace("%7B", "{"))
                : node;
    }

    private void check(JsonNode described, JsonNode value, String at, List<String> faults) {
        JsonNode schema = resolved(described);
        for (String either : List.of("anyOf", "oneOf")) {
            if (schema.has(either)) {
                boolean fits = schema.get(either)
                        .valueStream()
                        .anyMatch(choice -> faults(choice, value).isEmpty());
                if (!fits) {
                    faults.add(at + " is none of the choices: " + value);
                }
            }
        }
        if (schema.has("type") && !hasType(schema.get("type"), value)) {
            faults.add(at + " has another type than " + schema.get("type") + ": " + value);
        }
        if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
            faults.add(at + " is none of " + schema.get("enum") + ": " + value);
        }
        if (value.isArray()) {
            value.forEach(item -> check(schema.path("items"), item, at + "[]", faults));
        }
        if (value.isObject() && schema.has("properties")) {
            checkFields(schema, value, at, faults);
        }
    }

    private void checkFields(JsonNode schema, JsonNode value, String at, List<String> faults) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(at + "." + name.asText() + " is missing");
            }
        });
        value.properties().forEach(field -> {
            JsonNode described = schema.get("properties").get(field.getKey());
            if (described == null) {
                faults.add(at + "." + field.getKey() + " is not described");
            } else {
                check(described, field.getValue(), at + "." + field.getKey(), faults);
            }
        });
    }

    private static boolean hasType(JsonNode types, JsonNode value) {
        List<String> names = types.isTextual()
                ? List.of(types.asText())
                : StreamSupport.stream(types.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
        return names.stream().anyMatch(name -> switch (name) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> throw new IllegalStateException("an unknown type: " + name);
        });
    }
}
