package bot.conversational.domain.chat;

import bot.conversational.domain.conversation.MessageRole;
import java.util.List;
import java.util.Optional;

/**
 * What a language model is asked.
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

    /** One message of the prompt. */
    public record Line(MessageRole role, String content) {}

    public Prompt {
        messages = List.copyOf(messages);
    }
}
