package bot.conversational.adapters.json;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.sharing.SharedMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A piece of a snapshot as it is stored: a JSON array with {@code role, text, parts?, model?, at} of each message. */
public final class StoredSnapshot {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String ROLE = "role";
    private static final String TEXT = "text";
    private static final String PARTS = "parts";
    private static final String MODEL = "model";
    private static final String AT = "at";

    private StoredSnapshot() {}

    public static String write(List<SharedMessage> messages) {
        ArrayNode array = JSON.createArrayNode();
        for (SharedMessage message : messages) {
            ObjectNode json = array.addObject();
            json.put(ROLE, message.role().name().toLowerCase(Locale.ROOT))
                    .put(TEXT, message.content().text());
            StoredParts.write(message.content()).ifPresent(parts -> json.putRawValue(PARTS, new RawValue(parts)));
            message.model().ifPresent(model -> json.put(MODEL, model));
            json.put(AT, message.createdAt().toString());
        }
        return array.toString();
    }

    /** @throws IllegalArgumentException when it was not written so */
    public static List<SharedMessage> read(String piece) {
        List<SharedMessage> messages = new ArrayList<>();
        for (JsonNode json : tree(piece)) {
            messages.add(new SharedMessage(
                    MessageRole.valueOf(json.path(ROLE).asText().toUpperCase(Locale.ROOT)),
                    StoredParts.read(
                            json.path(TEXT).asText(),
                            json.has(PARTS) ? Optional.of(json.get(PARTS).toString()) : Optional.empty()),
                    json.has(MODEL) ? Optional.of(json.get(MODEL).asText()) : Optional.empty(),
                    Instant.parse(json.path(AT).asText())));
        }
        return messages;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            // Without its cause, which quotes the text.
            throw new IllegalArgumentException("a piece of a snapshot is JSON");
        }
    }
}
