package bot.conversational.application.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a {@link JsonField} by the type of its value. */
final class JsonFieldDeserializer extends JsonDeserializer<JsonField<?>> implements ContextualDeserializer {

    private final @Nullable JavaType content;

    /** For Jackson, which asks {@link #createContextual} for the real one. */
    @SuppressWarnings("unused")
    JsonFieldDeserializer() {
        this(null);
    }

    private JsonFieldDeserializer(@Nullable JavaType content) {
        this.content = content;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        return new JsonFieldDeserializer(context.getContextualType().containedType(0));
    }

    @Override
    public JsonField<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        @Nullable Object value = context.readValue(parser, content);
        if (value == null) {
            // An empty text, where Jackson takes it for no value.
            throw MismatchedInputException.from(parser, content, "there is no value");
        }
        return new JsonField.Value<>(value);
    }

    @Override
    public JsonField<?> getNullValue(DeserializationContext context) {
        return new JsonField.Null<>();
    }

    @Override
    public JsonField<?> getAbsentValue(DeserializationContext context) {
        return new JsonField.Absent<>();
    }
}
