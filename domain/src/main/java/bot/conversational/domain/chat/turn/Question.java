package bot.conversational.domain.chat.turn;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.Text;
import java.util.List;
import java.util.Optional;

/**
 * What a user asks.
 *
 * @param content 1 to 32,000 characters
 * @param model empty: the conversation's
 * @param temperature 0 to 2; empty: the provider's default
 * @param maxTokens of the answer; empty: the provider's default
 */
public record Question(
        String content,
        Parent parent,
        Optional<String> model,
        Optional<Double> temperature,
        Optional<Integer> maxTokens) {

    public Question {
        Text.checked("content", content, 1, Message.MAX_CONTENT);
        new GenerationOptions(model, temperature, maxTokens);
    }

    public GenerationOptions wish() {
        return new GenerationOptions(model, temperature, maxTokens);
    }

    /**
     * What, beside the context, decides the answer: two questions with the same digest ask the same.
     *
     * @param defaultModel that answers where neither question nor conversation name one
     */
    public Digest digest(String defaultModel) {
        return Digest.of(List.of(
                content,
                defaultModel,
                model.orElse(""),
                temperature.map(String::valueOf).orElse(""),
                maxTokens.map(String::valueOf).orElse("")));
    }
}
