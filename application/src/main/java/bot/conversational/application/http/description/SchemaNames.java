package bot.conversational.application.http.description;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashMap;
import java.util.Map;

/**
 * Names of schemas. Callers see no {@code Json} and no {@code Body}: {@code MessageJson} is a {@code Message}, a list of
 * them a {@code MessageList}, and {@code Text} in {@code PartJson} a {@code TextPart}. {@link Schema} gives another.
 */
final class SchemaNames {

    private final Map<String, JavaType> known = new HashMap<>();

    /** @throws IllegalStateException when another type has the name */
    String of(JavaType type) {
        String name = type.containedTypeCount() == 0
                ? of(type.getRawClass())
                : of(type.containedType(0).getRawClass()) + of(type.getRawClass());
        JavaType first = known.putIfAbsent(name, type);
        if (first != null && !first.equals(type)) {
            throw new IllegalStateException("two types are described as " + name + ": " + first + " and " + type);
        }
        return name;
    }

    private static String of(Class<?> type) {
        Schema given = type.getAnnotation(Schema.class);
        if (given != null && !given.name().isEmpty()) {
            return given.name();
        }
        String name = type.getSimpleName().replaceFirst("(Json|Body)$", "");
        Class<?> around = type.getEnclosingClass();
        return around != null && around.isAnnotationPresent(JsonTypeInfo.class) ? name + of(around) : name;
    }
}
