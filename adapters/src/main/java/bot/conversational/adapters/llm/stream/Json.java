package bot.conversational.adapters.llm.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.Reader;

/** Reads JSON as providers write it: some put NaN for a probability, or a bare line break into a text. */
final class Json {

    static final JsonNode NOTHING = MissingNode.getInstance();

    /** Names that a provider makes up must not stay in the JVM, so they are not interned. */
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Lines.LONGEST)
                            .build())
                    .build())
            .build();

    private Json() {}

    /** Closing it does not close the source. */
    static JsonParser parser(Reader source) throws IOException {
        return MAPPER.getFactory().createParser(source);
    }

    /** The value at which the parser is, as a whole: for what is rare. */
    static JsonNode tree(JsonParser json) throws IOException {
        return MAPPER.readTree(json);
    }

    /** A value in a text. */
    static JsonNode tree(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    /** The text at which the parser is; anything else is skipped and counts as empty. */
    static String text(JsonParser json) throws IOException {
        if (json.hasToken(JsonToken.VALUE_STRING)) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }

    /** JSON that is given as text or as itself. */
    static String written(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        return value.isContainerNode() ? value.toString() : "";
    }
}
