package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.shared.DomainException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Where a page ended, as text: what its last hit was sorted by, in a JSON array. By relevance that is score, time and
 * message id, else time and message id.
 */
final class SearchPosition {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SearchPosition() {}

    static String of(List<FieldValue> sortValues) {
        ArrayNode position = JsonNodeFactory.instance.arrayNode();
        for (FieldValue value : sortValues) {
            switch (value._kind()) {
                case Double -> position.add(value.doubleValue());
                case Long -> position.add(value.longValue());
                default -> position.add(value.stringValue());
            }
        }
        return position.toString();
    }

    /** @throws DomainException.Malformed when it is not a position of this order */
    static List<FieldValue> parse(Sort sort, String position) {
        JsonNode values = read(position);
        List<FieldValue> after = new ArrayList<>();
        int i = 0;
        if (sort == Sort.RELEVANCE) {
            after.add(FieldValue.of(number(values.path(i++)).doubleValue()));
        }
        JsonNode time = number(values.path(i++));
        JsonNode id = values.path(i++);
        if (!time.isIntegralNumber() || !id.isTextual() || values.size() != i) {
            throw none();
        }
        after.add(FieldValue.of(time.longValue()));
        after.add(FieldValue.of(uuid(id.textValue())));
        return after;
    }

    /** Whether the first of two places in a list of this order comes after the second. */
    static boolean isBehind(Sort sort, List<FieldValue> place, List<FieldValue> other) {
        int sign = sort == Sort.OLDEST ? 1 : -1;
        for (int i = 0; i < place.size(); i++) {
            int difference = compare(place.get(i), other.get(i));
            if (difference != 0) {
                return difference * sign > 0;
            }
        }
        return false;
    }

    private static int compare(FieldValue a, FieldValue b) {
        return switch (a._kind()) {
            case Double -> Double.compare(a.doubleValue(), b.doubleValue());
            case Long -> Long.compare(a.longValue(), b.longValue());
            default -> a.stringValue().compareTo(b.stringValue());
        };
    }

    private static JsonNode read(String position) {
        try {
            JsonNode values = JSON.readTree(position);
            if (values.isArray()) {
                return values;
            }
            throw none();
        } catch (JsonProcessingException e) {
            throw none();
        }
    }

    private static JsonNode number(JsonNode value) {
        if (!value.isNumber()) {
            throw none();
        }
        return value;
    }

    private static String uuid(String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            throw none();
        }
    }

    private static DomainException.Malformed none() {
        return new DomainException.Malformed("cursor is not from this search");
    }
}
