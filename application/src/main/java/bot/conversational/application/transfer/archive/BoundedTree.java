package bot.conversational.application.transfer.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** One value of a stream of JSON as a tree, unless it is larger or deeper than anything that people have said. */
final class BoundedTree {

    /** Characters of texts, with {@link #NODE} more for each node: up to about 100 MB of memory. */
    private static final long LARGEST = 32L << 20;

    private static final int NODE = 64;
    private static final int DEEPEST = 200;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser json;
    private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
    private long size;
    private String field = "";

    private BoundedTree(JsonParser json) {
        this.json = json;
    }

    /**
     * The value that begins at the parser's token. The parser then is at its last token.
     *
     * @return empty for one that is too large or too deep
     */
    static Optional<JsonNode> read(JsonParser json) throws IOException {
        return new BoundedTree(json).read();
    }

    private Optional<JsonNode> read() throws IOException {
        JsonNode root = value();
        while (!open.isEmpty()) {
            JsonToken token = next();
            if (token == JsonToken.FIELD_NAME) {
                field = json.currentName();
                size += field.length();
            } else if (token.isStructEnd()) {
                open.pop();
            } else {
                value();
            }
            if (size > LARGEST || open.size() > DEEPEST) {
                passOver();
                return Optional.empty();
            }
        }
        return Optional.of(root);
    }

    private JsonNode value() throws IOException {
        JsonNode value = switch (json.currentToken()) {
            case START_OBJECT -> NODES.objectNode();
            case START_ARRAY -> NODES.arrayNode();
            case VALUE_STRING -> NODES.textNode(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
        size += NODE + (value.isTextual() ? value.asText().length() : 0);
        if (open.peek() instanceof ObjectNode parent) {
            parent.set(field, value);
        } else if (open.peek() instanceof ArrayNode parent) {
            parent.add(value);
        }
        if (value instanceof ContainerNode<?> container) {
            open.push(container);
        }
        return value;
    }

    /** Never of arbitrary length, whatever is written. */
    private JsonNode number() throws IOException {
        boolean whole = json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getTextLength() < 18;
        return whole ? NODES.numberNode(json.getLongValue()) : NODES.numberNode(json.getDoubleValue());
    }

    private void passOver() throws IOException {
        int depth = open.size();
        while (depth > 0) {
            JsonToken token = next();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
    }

    private JsonToken next() throws IOException {
        JsonToken token = json.nextToken();
        if (token == null) {
            throw new JsonEOFException(json, null, "the file ends early");
        }
        return token;
    }
}
