package bot.conversational.domain.chat.completion;

import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/**
 * Answers that were given before to the very same request, and would be the same again. What is not there, or cannot be
 * reached, is asked of a model: no method fails.
 */
public interface KnownCompletions {

    /** An answer of nothing but text, which was said to its end. */
    record Known(String text, String model, TokenUsage usage) {}

    Optional<Known> find(UserId user, Digest request);

    void keep(UserId user, Digest request, Known answer);
}
