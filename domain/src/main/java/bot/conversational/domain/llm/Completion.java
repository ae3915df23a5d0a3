package bot.conversational.domain.llm;

import java.util.Optional;

/**
 * A model's finished answer.
 *
 * @param content all the deltas, joined
 * @param model that answered; not always the one that was asked, which may have had to be replaced by another
 * @param usage empty when the provider did not count
 * @param stopped whether it ended because it was cancelled
 */
public record Completion(String content, String model, Optional<TokenUsage> usage, boolean stopped) {}
