package bot.conversational.domain.llm;

/** Tokens that an answer cost, as the model's provider counted them. */
public record TokenUsage(int promptTokens, int completionTokens) {}
