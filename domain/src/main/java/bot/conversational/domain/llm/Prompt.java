package bot.conversational.domain.llm;

import java.util.List;
import java.util.Optional;

/**
 * The input of a language model.
 *
 * @param model the name that the provider knows it by
 * @param messages oldest first, the question last; the system prompt is apart
 */
public record Prompt(
        String model,
        Optional<String> systemPrompt,
        List<Line> messages,
        Optional<Double> temperature,
        Optional<Integer> maxTokens) {

    /**
     * One message of the prompt.
     *
     * @param tokens of the content, by the service's tokenizer
     */
    public record Line(MessageRole role, String content, int tokens) {}

    public Prompt {
        messages = List.copyOf(messages);
    }
}
