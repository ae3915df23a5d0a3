package bot.conversational.application.http.openai.chat;

import bot.conversational.domain.llm.TokenUsage;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an answer cost, in the words of chat completions. */
final class UsageWords {

    private UsageWords() {}

    static ObjectNode of(TokenUsage usage) {
        ObjectNode words = JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.completionTokens())
                .put("total_tokens", (long) usage.promptTokens() + usage.completionTokens());
        words.putObject("prompt_tokens_details").put("cached_tokens", usage.cachedTokens());
        words.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoningTokens());
        return words;
    }
}
