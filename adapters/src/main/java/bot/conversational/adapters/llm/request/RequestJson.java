package bot.conversational.adapters.llm.request;

import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes the JSON of one request. For one thread. */
final class RequestJson implements AutoCloseable {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private RequestJson(JsonGenerator json) {
        this.json = json;
    }

    /** What is between the braces of an object, or the brackets of an array. */
    @FunctionalInterface
    interface Inside {
        void write() throws IOException;
    }

    /** The whole of a request. */
    @FunctionalInterface
    interface Fields {
        void write(RequestJson json) throws IOException;
    }

    /** An object with these fields, in UTF-8. Half of a surrogate pair, which UTF-8 has no form for, becomes {@code ?}. */
    static byte[] object(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8_192);
        try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
                RequestJson json = new RequestJson(FACTORY.createGenerator(writer))) {
            json.object(() -> fields.write(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    void object(Inside fields) throws IOException {
        json.writeStartObject();
        fields.write();
        json.writeEndObject();
    }

    void object(String name, Inside fields) throws IOException {
        json.writeFieldName(name);
        object(fields);
    }

    void array(String name, Inside items) throws IOException {
        json.writeArrayFieldStart(name);
        items.write();
        json.writeEndArray();
    }

    void field(String name, String value) throws IOException {
        json.writeStringField(name, value);
    }

    void field(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
    }

    void field(String name, long value) throws IOException {
        json.writeNumberField(name, value);
    }

    void field(String name, double value) throws IOException {
        json.writeNumberField(name, value);
    }

    /** Nothing when it is empty. */
    void text(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            field(name, value.get());
        }
    }

    /** Nothing when it is empty. */
    void fraction(String name, Optional<Double> value) throws IOException {
        if (value.isPresent()) {
            field(name, value.get());
        }
    }

    /** Nothing when it is empty. */
    void whole(String name, Optional<? extends Number> value) throws IOException {
        if (value.isPresent()) {
            field(name, value.get().longValue());
        }
    }

    /** Nothing when there is none. */
    void texts(String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            array(name, () -> {
                for (String value : values) {
                    json.writeString(value);
                }
            });
        }
    }

    void string(String value) throws IOException {
        json.writeString(value);
    }

    /**
     * JSON as it was given.
     *
     * @throws DomainException.Invalid when it is none
     */
    void given(String name, String value) throws IOException {
        if (kind(value).isEmpty()) {
            throw new DomainException.Invalid(name, "must be JSON");
        }
        json.writeFieldName(name);
        json.writeRawValue(value);
    }

    /** What a model wrote, when it is an object, as it was meant to be; else an empty one. */
    void objectOrNone(String name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(objectOrNone(value));
    }

    static String objectOrNone(String value) {
        return kind(value).filter(JsonToken.START_OBJECT::equals).isPresent() ? value.strip() : "{}";
    }

    /** The first token of a text that is exactly one JSON value. */
    private static Optional<JsonToken> kind(String value) {
        try (JsonParser parser = FACTORY.createParser(value)) {
            JsonToken first = parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null ? Optional.ofNullable(first) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
