package bot.conversational.adapters.llm.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads the events of Anthropic's messages, or a whole message, whose blocks are then read like complete ones. */
final class AnthropicEvents implements ChunkReader {

    private final Answer answer;
    private final Map<Integer, AnthropicBlock> blocks = new HashMap<>();

    AnthropicEvents(Answer answer) {
        this.answer = answer;
    }

    @Override
    public void read(JsonParser json) throws IOException {
        String type = "";
        int index = 0;
        AnthropicDelta delta = AnthropicDelta.NONE;
        JsonNode begun = Json.NOTHING;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "type" -> type = Json.text(json);
                case "index" -> index = json.getValueAsInt();
                case "delta" -> delta = AnthropicDelta.read(json);
                case "content_block" -> begun = Json.tree(json);
                case "message" -> message(json);
                case "content" -> content(Json.tree(json));
                case "stop_reason" -> answer.finish(Json.text(json));
                case "usage" -> answer.usage().read(json);
                case "model" -> answer.readModel(json);
                case "error" -> answer.told(Json.tree(json));
                default -> json.skipChildren();
            }
        }
        happened(type, index, begun, delta);
    }

    private void happened(String type, int index, JsonNode begun, AnthropicDelta delta) throws IOException {
        switch (type) {
            case "content_block_start" -> {
                AnthropicBlock block = new AnthropicBlock(index, begun, answer);
                blocks.put(index, block);
                block.begin();
            }
            case "content_block_delta" ->
                blocks.computeIfAbsent(index, number -> new AnthropicBlock(number, Json.NOTHING, answer))
                        .add(delta);
            case "content_block_stop" -> {
                AnthropicBlock block = blocks.remove(index);
                if (block != null) {
                    block.end();
                }
            }
            case "message_delta" -> {
                endBlocks();
                answer.finish(delta.stopReason());
            }
            case "message_stop", "message" -> {
                endBlocks();
                answer.end();
            }
            default -> {
                // Signs of life, and what later versions may say.
            }
        }
    }

    private void endBlocks() throws IOException {
        for (AnthropicBlock block : blocks.values()) {
            block.end();
        }
        blocks.clear();
    }

    /** The beginning of a message says who answers and what the prompt cost; some servers say all of it here. */
    private void message(JsonParser json) throws IOException {
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "model" -> answer.readModel(json);
                case "usage" -> answer.usage().read(json);
                case "content" -> content(Json.tree(json));
                case "stop_reason" -> answer.finish(Json.text(json));
                default -> json.skipChildren();
            }
        }
    }

    private void content(JsonNode whole) throws IOException {
        for (int index = 0; index < whole.size(); index++) {
            AnthropicBlock block = new AnthropicBlock(index, whole.get(index), answer);
            block.begin();
            block.end();
        }
    }
}
