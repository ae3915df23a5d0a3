package bot.conversational.domain.chat;

import bot.conversational.domain.conversation.MessageRole;
import java.util.ArrayList;
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

    /**
     * One message of the prompt.
     *
     * @param tokens of the content, by the service's tokenizer
     */
    public record Line(MessageRole role, String content, int tokens) {}

    /** As much of the context and the question behind it as the model takes. */
    static Prompt of(Context context, List<ContextMessage> asked, ModelCatalog.Model model, GenerationOptions wish) {
        List<ContextMessage> all = new ArrayList<>(context.messages());
        all.addAll(asked);
        List<Line> lines = Context.fitting(all, model.contextBudget()).stream()
                .map(line -> new Line(line.message().role(), line.message().content(), line.tokens()))
                .filter(line -> !line.content().isEmpty())
                .toList();
        return new Prompt(
                model.name(),
                context.state().conversation().systemPrompt(),
                lines,
                wish.temperature(),
                wish.maxTokens());
    }

    public Prompt {
        messages = List.copyOf(messages);
    }
}
