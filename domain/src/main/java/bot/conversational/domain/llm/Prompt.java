package bot.conversational.domain.llm;

import bot.conversational.domain.llm.parts.Content;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The input of a language model.
 *
 * @param model the name that the provider knows it by
 * @param messages oldest first, the question last; the system prompt is apart
 * @param extra further fields of the request, by name, as JSON: passed on to servers that speak OpenAI's protocol
 */
public record Prompt(
        String model,
        Optional<String> systemPrompt,
        List<Line> messages,
        Sampling sampling,
        ToolUse tools,
        ResponseFormat format,
        Map<String, String> extra) {

    /**
     * One message of the prompt.
     *
     * @param tokens of the content, by the service's tokenizer
     */
    public record Line(MessageRole role, Content content, int tokens) {}

    public Prompt {
        messages = List.copyOf(messages);
        extra = Map.copyOf(extra);
    }

    /** The same for another model. */
    public Prompt forModel(String other) {
        return new Prompt(other, systemPrompt, messages, sampling, tools, format, extra);
    }
}
