package bot.conversational.adapters.json;

import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.llm.parts.Part.Attachment.Kind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a message as the stores hold them: a JSON array with an object for each part, in order. An object has
 * its {@code type} and the fields of the {@link Part}, those that are absent left out. The message's text stands beside
 * it, and a message of nothing but text has no array.
 *
 * <p>What no store can hold is replaced: NULs and halves of surrogate pairs by U+FFFD, and in data a number of more than
 * 500 digits by a text. Data that is no JSON becomes a text, too.
 */
public final class StoredParts {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String TYPE = "type";
    private static final String TEXT = "text";
    private static final String REASONING = "reasoning";
    private static final String SIGNATURE = "signature";
    private static final String TOOL_CALL = "tool_call";
    private static final String CALL_ID = "callId";
    private static final String NAME = "name";
    private static final String ARGUMENTS = "arguments";
    private static final String TOOL_RESULT = "tool_result";
    private static final String CONTENT = "content";
    private static final String IS_ERROR = "isError";
    private static final String IMAGE = "image";
    private static final String FILE = "file";
    private static final String MEDIA_TYPE = "mediaType";
    private static final String URL = "url";
    private static final String BLOB = "blob";
    private static final String SOURCE = "source";
    private static final String TITLE = "title";
    private static final String QUOTE = "quote";
    private static final String START = "start";
    private static final String END = "end";
    private static final String DATA = "data";
    private static final String VALUE = "value";

    private StoredParts() {}

    /** Empty when there is nothing but text. */
    public static Optional<String> write(Content content) {
        if (content.isText()) {
            return Optional.empty();
        }
        ArrayNode parts = JSON.createArrayNode();
        content.parts().forEach(part -> write(part, parts.addObject()));
        return Optional.of(KeepableJson.of(parts).toString());
    }

    /**
     * The content of a message. A part of a type that this version does not know is read as data, whole.
     *
     * @param text of the message
     * @param parts as they were written, if any
     * @throws IllegalArgumentException when they are no JSON array
     */
    public static Content read(String text, Optional<String> parts) {
        return parts.map(json -> new Content(text, parts(json))).orElseGet(() -> Content.of(text));
    }

    private static List<Part> parts(String json) {
        JsonNode array = tree(json);
        if (!array.isArray()) {
            throw new IllegalArgumentException("parts are an array");
        }
        List<Part> parts = new ArrayList<>(array.size());
        array.forEach(part -> parts.add(read(part)));
        return parts;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            // Without its cause, which quotes the text.
            throw new IllegalArgumentException("parts are JSON");
        }
    }

    private static void write(Part part, ObjectNode json) {
        switch (part) {
            case Part.Text(String text) -> json.put(TYPE, TEXT).put(TEXT, text);
            case Part.Reasoning(String text, var signature) -> {
                json.put(TYPE, REASONING).put(TEXT, text);
                signature.ifPresent(some -> json.put(SIGNATURE, some));
            }
            case Part.ToolCall(String callId, String name, String arguments) ->
                json.put(TYPE, TOOL_CALL).put(CALL_ID, callId).put(NAME, name).put(ARGUMENTS, arguments);
            case Part.ToolResult(String callId, String content, boolean isError) ->
                json.put(TYPE, TOOL_RESULT)
                        .put(CALL_ID, callId)
                        .put(CONTENT, content)
                        .put(IS_ERROR, isError);
            case Part.Attachment attachment -> writeAttachment(attachment, json);
            case Part.Source source -> writeSource(source, json);
            case Part.Data(String name, String value) ->
                json.put(TYPE, DATA).put(NAME, name).set(VALUE, KeepableJson.parse(value));
        }
    }

    private static void writeAttachment(Part.Attachment attachment, ObjectNode json) {
        json.put(
                TYPE,
                switch (attachment.kind()) {
                    case IMAGE -> IMAGE;
                    case FILE -> FILE;
                });
        json.put(MEDIA_TYPE, attachment.mediaType());
        attachment.name().ifPresent(name -> json.put(NAME, name));
        switch (attachment.origin()) {
            case Part.Origin.Url(String url) -> json.put(URL, url);
            case Part.Origin.Blob(String sha256) -> json.put(BLOB, sha256);
        }
    }

    private static void writeSource(Part.Source source, ObjectNode json) {
        json.put(TYPE, SOURCE);
        source.url().ifPresent(url -> json.put(URL, url));
        source.title().ifPresent(title -> json.put(TITLE, title));
        source.quote().ifPresent(quote -> json.put(QUOTE, quote));
        source.start().ifPresent(start -> json.put(START, start));
        source.end().ifPresent(end -> json.put(END, end));
    }

    private static Part read(JsonNode json) {
        return switch (text(json, TYPE)) {
            case TEXT -> new Part.Text(text(json, TEXT));
            case REASONING -> new Part.Reasoning(text(json, TEXT), textIfAny(json, SIGNATURE));
            case TOOL_CALL -> new Part.ToolCall(text(json, CALL_ID), text(json, NAME), text(json, ARGUMENTS));
            case TOOL_RESULT ->
                new Part.ToolResult(
                        text(json, CALL_ID),
                        text(json, CONTENT),
                        json.path(IS_ERROR).asBoolean());
            case IMAGE -> attachment(Kind.IMAGE, json);
            case FILE -> attachment(Kind.FILE, json);
            case SOURCE ->
                new Part.Source(
                        textIfAny(json, URL),
                        textIfAny(json, TITLE),
                        textIfAny(json, QUOTE),
                        numberIfAny(json, START),
                        numberIfAny(json, END));
            case DATA -> new Part.Data(text(json, NAME), json.path(VALUE).toString());
            default -> unknown(json);
        };
    }

    private static Part attachment(Kind kind, JsonNode json) {
        Optional<Part.Origin> origin = textIfAny(json, URL)
                .<Part.Origin>map(Part.Origin.Url::new)
                .or(() -> textIfAny(json, BLOB).map(Part.Origin.Blob::new));
        return origin.<Part>map(
                        known -> new Part.Attachment(kind, text(json, MEDIA_TYPE), textIfAny(json, NAME), known))
                .orElseGet(() -> unknown(json));
    }

    private static Part unknown(JsonNode json) {
        return new Part.Data(text(json, TYPE), json.toString());
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText();
    }

    private static Optional<String> textIfAny(JsonNode json, String field) {
        return json.hasNonNull(field) ? Optional.of(text(json, field)) : Optional.empty();
    }

    private static Optional<Integer> numberIfAny(JsonNode json, String field) {
        return json.hasNonNull(field) ? Optional.of(json.path(field).asInt()) : Optional.empty();
    }
}
