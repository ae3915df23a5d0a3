package bot.conversational.domain.llm;

import bot.conversational.domain.llm.parts.Content;
import java.util.Optional;

/**
 * A model's finished answer.
 *
 * @param content all the deltas, joined
 * @param model that answered; not always the one that was asked, which may have had to be replaced by another
 * @param usage empty when the provider did not count
 * @param finish why it ended; empty when it was cancelled
 */
public record Completion(Content content, String model, Optional<TokenUsage> usage, Optional<FinishReason> finish) {

    /** An answer that ended because it was cancelled. */
    public static Completion stopped(Content content, String model) {
        return new Completion(content, model, Optional.empty(), Optional.empty());
    }

    /** Whether it ended because it was cancelled. */
    public boolean stopped() {
        return finish.isEmpty();
    }
}
