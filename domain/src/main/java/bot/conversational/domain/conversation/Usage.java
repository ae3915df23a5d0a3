package bot.conversational.domain.conversation;

/** Tokens that an answer cost, as the model's provider counted them. */
public record Usage(int promptTokens, int completionTokens) {}
