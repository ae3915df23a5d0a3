package bot.conversational.adapters.llm.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads the lines of Ollama's chat. The last one says that it is done; older servers did not say why. */
final class OllamaLines implements ChunkReader {

    private static final String USUAL_REASON = "stop";

    private final Answer answer;
    private final Said said = new Said();

    OllamaLines(Answer answer) {
        this.answer = answer;
    }

    @Override
    public void read(JsonParser json) throws IOException {
        boolean done = false;
        String reason = "";
        said.forget();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "message" -> said.read(json);
                case "done" -> done = json.hasToken(JsonToken.VALUE_TRUE);
                case "done_reason" -> reason = Json.text(json);
                case "prompt_eval_count" -> answer.usage().prompt(json);
                case "eval_count" -> answer.usage().completion(json);
                case "error" -> answer.told(Json.tree(json));
                case "model" -> answer.readModel(json);
                default -> json.skipChildren();
            }
        }
        said.giveTo(answer);
        if (done) {
            answer.finish(FinishWords.isNone(reason) ? USUAL_REASON : reason);
            answer.end();
        }
    }
}
