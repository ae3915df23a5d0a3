package bot.conversational.domain.llm;

/**
 * Tokens that an answer cost, as the model's provider counted them.
 *
 * @param promptTokens all of the prompt
 * @param completionTokens all of the answer, what the model thought included
 * @param cachedTokens those of the prompt that the provider had read before
 * @param reasoningTokens those of the answer that the model thought
 */
public record TokenUsage(int promptTokens, int completionTokens, int cachedTokens, int reasoningTokens) {

    public TokenUsage(int promptTokens, int completionTokens) {
        this(promptTokens, completionTokens, 0, 0);
    }
}
