package bot.conversational.application.http.json;

import bot.conversational.domain.shared.Text;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a text of any field: one with a NUL or half a surrogate pair is refused before its meaning is checked. */
final class StrictTextDeserializer extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1;

    StrictTextDeserializer() {
        super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        @Nullable String text = StringDeserializer.instance.deserialize(parser, context);
        return text == null ? text : Text.wellFormed("A text", text);
    }
}
