package bot.conversational.application.http.chat;

import bot.conversational.application.http.json.JsonField;
import bot.conversational.domain.llm.GenerationOptions;

/** How another answer is wanted; nothing is required. */
public record RegenerateBody(JsonField<String> model, JsonField<Double> temperature, JsonField<Integer> maxTokens) {

    GenerationOptions options() {
        return GenerationOptions.of(
                model.optional("model"), temperature.optional("temperature"), maxTokens.optional("maxTokens"));
    }
}
