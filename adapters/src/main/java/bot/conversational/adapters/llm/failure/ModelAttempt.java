package bot.conversational.adapters.llm.failure;

import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.parts.Delta;
import java.time.Duration;
import java.util.function.Consumer;

/** One attempt at one model, whose failures are distinguished. */
@FunctionalInterface
public interface ModelAttempt {

    /**
     * Like {@link bot.conversational.domain.llm.LanguageModel#generate}.
     *
     * @param timeout for all of it
     * @throws ModelFailure instead of the domain's failures
     */
    Completion attempt(Prompt prompt, Consumer<Delta> deltas, Cancellation stop, Duration timeout);
}
