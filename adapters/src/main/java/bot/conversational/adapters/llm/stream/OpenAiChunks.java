package bot.conversational.adapters.llm.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;

/** Reads OpenAI's chat completions, in chunks or whole. Of several choices the first counts. */
final class OpenAiChunks implements ChunkReader {

    private static final int LENGTH_OF_ERROR = "error".length();

    private final Answer answer;
    private final Said said = new Said();

    OpenAiChunks(Answer answer) {
        this.answer = answer;
    }

    @Override
    public void read(JsonParser json) throws IOException {
        boolean isError = false;
        String code = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "choices" -> choices(json);
                case "usage" -> answer.usage().read(json);
                case "error" -> answer.told(Json.tree(json));
                // A whole object may be an error, and no other object has a name as short.
                case "object" -> isError = json.hasToken(JsonToken.VALUE_STRING) && isError(json);
                case "code" -> code = json.currentToken().isScalarValue() ? json.getText() : code;
                case "model" -> answer.readModel(json);
                default -> json.skipChildren();
            }
        }
        if (isError) {
            answer.fail(ToldError.failure(TextNode.valueOf(code)));
        }
    }

    private static boolean isError(JsonParser json) throws IOException {
        return json.getTextLength() == LENGTH_OF_ERROR && "error".equals(json.getText());
    }

    private void choices(JsonParser json) throws IOException {
        if (!json.hasToken(JsonToken.START_ARRAY)) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.hasToken(JsonToken.START_OBJECT)) {
                choice(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void choice(JsonParser json) throws IOException {
        int index = 0;
        String reason = "";
        said.forget();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "index" -> index = json.getValueAsInt();
                case "delta", "message" -> said.read(json);
                case "text" -> said.add(Json.text(json));
                case "finish_reason" -> reason = Json.text(json);
                case "error" -> answer.told(Json.tree(json));
                default -> json.skipChildren();
            }
        }
        if (index == 0) {
            said.giveTo(answer);
            answer.finish(reason);
        }
    }
}
