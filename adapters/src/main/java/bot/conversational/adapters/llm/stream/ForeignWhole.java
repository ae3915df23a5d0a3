package bot.conversational.adapters.llm.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One object out of chunks, for a server that streams to who did not ask for it; and the other way round. */
final class ForeignWhole {

    /** Texts that do not grow, but are said again. */
    private static final Set<String> SAID_AGAIN = Set.of("role", "id", "type", "name");

    private final ObjectNode whole = JsonNodeFactory.instance.objectNode();
    private final Map<Integer, ObjectNode> choices = new TreeMap<>();
    private boolean begun;

    boolean isBegun() {
        return begun;
    }

    void add(ObjectNode chunk) {
        begun = true;
        for (JsonNode piece : chunk.path("choices")) {
            ObjectNode choice = choices.computeIfAbsent(piece.path("index").asInt(), ForeignWhole::choice);
            for (Map.Entry<String, JsonNode> field : piece.properties()) {
                if (field.getKey().equals("delta")) {
                    grow(choice.withObject("/message"), field.getValue());
                } else if (field.getKey().equals("logprobs") && field.getValue().isObject()) {
                    grow(choice.withObject("/logprobs"), field.getValue());
                } else if (!field.getValue().isNull()) {
                    choice.set(field.getKey(), field.getValue());
                }
            }
        }
        chunk.remove("choices");
        for (Map.Entry<String, JsonNode> field : chunk.properties()) {
            if (!field.getValue().isNull()) {
                whole.set(field.getKey(), field.getValue());
            }
        }
    }

    private static ObjectNode choice(int index) {
        ObjectNode choice = JsonNodeFactory.instance.objectNode();
        choice.put("index", index);
        choice.putObject("message").put("role", "assistant").putNull("content").putNull("refusal");
        choice.putNull("logprobs").putNull("finish_reason");
        return choice;
    }

    /** The text of the first choice. */
    String text() {
        ObjectNode first = choices.get(0);
        return first == null ? "" : first.at("/message/content").asText("");
    }

    ObjectNode object() {
        ArrayNode all = whole.putArray("choices");
        choices.values().forEach(choice -> {
            for (JsonNode call : choice.at("/message/tool_calls")) {
                if (call instanceof ObjectNode one) {
                    one.remove("index");
                }
            }
            all.add(choice);
        });
        return whole;
    }

    private static void grow(ObjectNode message, JsonNode delta) {
        for (Map.Entry<String, JsonNode> field : delta.properties()) {
            String name = field.getKey();
            JsonNode piece = field.getValue();
            @Nullable JsonNode known = message.get(name);
            if (piece.isTextual()) {
                String before =
                        known != null && known.isTextual() && !SAID_AGAIN.contains(name) ? known.textValue() : "";
                message.put(name, before + piece.textValue());
            } else if (piece.isObject()) {
                grow(message.withObject("/" + name.replace("~", "~0").replace("/", "~1")), piece);
            } else if (piece.isArray()) {
                grow(known instanceof ArrayNode list ? list : message.putArray(name), piece);
            } else if (!piece.isNull()) {
                message.set(name, piece);
            }
        }
    }

    /** Items with an index belong to those of the same; others come behind. */
    private static void grow(ArrayNode list, JsonNode pieces) {
        for (JsonNode piece : pieces) {
            @Nullable ObjectNode same = null;
            for (JsonNode item : list) {
                if (piece.has("index")
                        && item instanceof ObjectNode object
                        && piece.get("index").equals(item.get("index"))) {
                    same = object;
                }
            }
            if (same == null) {
                list.add(piece);
            } else {
                grow(same, piece);
            }
        }
    }

    /** Makes one chunk of a whole answer. */
    static void takeApart(ObjectNode whole) {
        for (JsonNode choice : whole.path("choices")) {
            if (choice instanceof ObjectNode object && object.path("message").isObject()) {
                object.set("delta", object.remove("message"));
                int index = 0;
                for (JsonNode call : object.at("/delta/tool_calls")) {
                    if (call instanceof ObjectNode one && !one.has("index")) {
                        one.put("index", index);
                    }
                    index++;
                }
            }
        }
    }
}
