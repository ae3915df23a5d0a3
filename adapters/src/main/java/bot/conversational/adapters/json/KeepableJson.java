package bot.conversational.adapters.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;

/**
 * JSON that every store can hold. PostgreSQL's {@code jsonb} knows no NUL and no half of a surrogate pair, writes every
 * number with all its digits, and refuses one of too many; whoever reads it back takes a bounded depth.
 */
final class KeepableJson {

    private static final int REPLACEMENT = 0xFFFD;
    private static final int MOST_DIGITS = 500;

    /** Half of what a reader takes by itself, since it stands within an array and an object then. */
    private static final int DEEPEST = 500;

    private static final JsonFactory SHALLOW = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private static final JsonMapper JSON = JsonMapper.builder(SHALLOW)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private KeepableJson() {}

    /** The value that a text of JSON has; the text itself when it is no JSON, or nested too deep. */
    static JsonNode parse(String json) {
        try {
            JsonNode value = JSON.readTree(json);
            return value.isMissingNode() ? TextNode.valueOf(json) : value;
        } catch (JsonProcessingException noJson) {
            return TextNode.valueOf(json);
        }
    }

    /** The same value, with U+FFFD for what cannot be kept in a text, and a text for a number that is too long. */
    static JsonNode of(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> TextNode.valueOf(clean(value.textValue()));
            case NUMBER -> hasFewDigits(value.decimalValue()) ? value : TextNode.valueOf(value.asText());
            case ARRAY -> {
                ArrayNode kept = JsonNodeFactory.instance.arrayNode(value.size());
                value.forEach(element -> kept.add(of(element)));
                yield kept;
            }
            case OBJECT -> {
                ObjectNode kept = JsonNodeFactory.instance.objectNode();
                value.properties().forEach(field -> kept.set(clean(field.getKey()), of(field.getValue())));
                yield kept;
            }
            case BOOLEAN, NULL, MISSING, BINARY, POJO -> value;
        };
    }

    /** Written without an exponent. */
    private static boolean hasFewDigits(BigDecimal number) {
        return number.precision() + Math.abs((long) number.scale()) <= MOST_DIGITS;
    }

    private static String clean(String text) {
        return text.codePoints().noneMatch(KeepableJson::unkeepable)
                ? text
                : text.codePoints()
                        .map(point -> unkeepable(point) ? REPLACEMENT : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean unkeepable(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
}
