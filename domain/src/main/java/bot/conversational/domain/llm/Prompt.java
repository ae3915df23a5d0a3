package bot.conversational.domain.llm;

import bot.conversational.domain.llm.parts.Content;
import java.util.List;
import java.util.Optional;

/**
 * The input of a language model.
 *
 * @param model the name that the provider knows it by
 * @param messages oldest first, the question last; the system prompt is apart
 * @param verbatim what the prompt was made of, where that may be sent in its place
 */
public record Prompt(
        String model,
        Optional<String> systemPrompt,
        List<Line> messages,
        Sampling sampling,
        ToolUse tools,
        ResponseFormat format,
        Optional<Verbatim> verbatim) {

    /**
     * One message of the prompt.
     *
     * @param tokens of the content, by the service's tokenizer
     */
    public record Line(MessageRole role, Content content, int tokens) {}

    public Prompt {
        messages = List.copyOf(messages);
    }

    /** The same for another model. */
    public Prompt forModel(String other) {
        return new Prompt(other, systemPrompt, messages, sampling, tools, format, verbatim);
    }
}
