package bot.conversational.application.http.json;

import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An optional field of a body. The contract distinguishes absent and {@code null}, which plain types cannot.
 *
 * @param <T> nullable where {@code null} means something
 */
@JsonDeserialize(using = JsonFieldDeserializer.class)
public sealed interface JsonField<T extends @Nullable Object> {

    record Absent<T extends @Nullable Object>() implements JsonField<T> {}

    record Null<T extends @Nullable Object>() implements JsonField<T> {}

    record Value<T extends @Nullable Object>(T value) implements JsonField<T> {}

    /**
     * The value, or empty when the field is absent.
     *
     * @throws DomainException.Invalid for {@code null}, where that means nothing
     */
    default Optional<T> optional(String name) {
        return switch (this) {
            case Absent<T> ignored -> Optional.empty();
            case Null<T> ignored -> throw new DomainException.Invalid(name, "must not be null");
            case Value<T> value -> Optional.of(value.value());
        };
    }
}
