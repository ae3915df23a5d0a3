package bot.conversational.application.http.json;

import bot.conversational.domain.shared.Text;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Reads bodies of which the service does not know all fields, so that they can be passed on: as a tree, in which numbers
 * keep their digits. Names of fields are the senders' and do not stay in the JVM.
 */
public final class LenientJson {

    /** Schemas of tools are nested deeper than bodies of our own. */
    private static final int MAX_DEPTH = 128;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .inputDecorator(new StrictUtf8())
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private LenientJson() {}

    /**
     * The tree; a missing node when there is nothing.
     *
     * @throws bot.conversational.domain.shared.DomainException.Malformed when a text holds a NUL or half a surrogate pair
     */
    public static JsonNode read(InputStream body) throws IOException {
        JsonNode tree = MAPPER.readTree(body);
        check(tree);
        return tree;
    }

    private static void check(JsonNode node) {
        if (node.isTextual()) {
            Text.wellFormed("A text", node.textValue());
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                Text.wellFormed("A name", field.getKey());
                check(field.getValue());
            }
        } else if (node.isArray()) {
            node.forEach(LenientJson::check);
        }
    }
}
