package bot.conversational.adapters.llm.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * What one event adds to a block, or to the message. What is not said is empty.
 *
 * @param json more of the input of a tool
 */
record AnthropicDelta(
        String text, String thinking, String signature, String json, JsonNode citation, String stopReason) {

    static final AnthropicDelta NONE = new AnthropicDelta("", "", "", "", Json.NOTHING, "");

    /** Reads an object at its start. Anything else says nothing. */
    static AnthropicDelta read(JsonParser json) throws IOException {
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            json.skipChildren();
            return NONE;
        }
        String text = "";
        String thinking = "";
        String signature = "";
        String input = "";
        JsonNode citation = Json.NOTHING;
        String stopReason = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "text" -> text = Json.text(json);
                case "thinking" -> thinking = Json.text(json);
                case "signature" -> signature = Json.text(json);
                case "partial_json" -> input = Json.text(json);
                case "citation" -> citation = Json.tree(json);
                case "stop_reason" -> stopReason = Json.text(json);
                default -> json.skipChildren();
            }
        }
        return new AnthropicDelta(text, thinking, signature, input, citation, stopReason);
    }
}
