package bot.conversational.application.http.openai;

import bot.conversational.application.http.problem.OpenAiFailure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an object. Null means that a field is not there. What is wrong is told with its path, such as {@code
 * messages[0].role}; fields that nobody asks for are nobody's business.
 *
 * @param path of the object; empty for the body
 */
public record OpenAiFields(ObjectNode object, String path) {

    /** The path of a field. */
    public String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public Optional<JsonNode> any(String name) {
        @Nullable JsonNode value = object.get(name);
        return Optional.ofNullable(value).filter(node -> !node.isNull());
    }

    public boolean has(String name) {
        return any(name).isPresent();
    }

    public Optional<String> text(String name) {
        return any(name).map(value -> {
            if (!value.isTextual()) {
                throw OpenAiFailure.invalid(path(name), "must be a text");
            }
            return value.textValue();
        });
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> OpenAiFailure.missing(path(name)));
    }

    /** Empty when it is not there: what that means is the caller's affair. */
    public Optional<Boolean> flag(String name) {
        return any(name).map(value -> {
            if (!value.isBoolean()) {
                throw OpenAiFailure.invalid(path(name), "must be true or false");
            }
            return value.booleanValue();
        });
    }

    /** A number between two, both included. */
    public Optional<Double> number(String name, double least, double most) {
        return any(name).map(value -> {
            if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
                throw OpenAiFailure.invalid(path(name), "must be a number between " + least + " and " + most);
            }
            return value.doubleValue();
        });
    }

    /** A whole number between two, both included. */
    public Optional<Long> whole(String name, long least, long most) {
        return any(name).map(value -> {
            if (!value.isIntegralNumber()
                    || !value.canConvertToLong()
                    || value.longValue() < least
                    || value.longValue() > most) {
                throw OpenAiFailure.invalid(path(name), "must be a whole number between " + least + " and " + most);
            }
            return value.longValue();
        });
    }

    public Optional<OpenAiFields> object(String name) {
        return any(name).map(value -> at(value, path(name)));
    }

    /** The items of a list; none when it is not there. */
    public List<JsonNode> items(String name) {
        List<JsonNode> items = new ArrayList<>();
        any(name).ifPresent(value -> {
            if (!value.isArray()) {
                throw OpenAiFailure.invalid(path(name), "must be a list");
            }
            value.forEach(items::add);
        });
        return items;
    }

    /** The items of a list of objects; none when it is not there. */
    public List<OpenAiFields> objects(String name) {
        List<OpenAiFields> objects = new ArrayList<>();
        for (JsonNode item : items(name)) {
            objects.add(at(item, path(name) + "[" + objects.size() + "]"));
        }
        return objects;
    }

    /** @param path of the value, which must be an object */
    public static OpenAiFields at(JsonNode value, String path) {
        if (value instanceof ObjectNode object) {
            return new OpenAiFields(object, path);
        }
        throw OpenAiFailure.invalid(path, "must be an object");
    }
}
