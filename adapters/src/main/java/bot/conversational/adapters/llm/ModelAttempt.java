package bot.conversational.adapters.llm;

import bot.conversational.domain.chat.Cancellation;
import bot.conversational.domain.chat.Completion;
import bot.conversational.domain.chat.Prompt;
import java.time.Duration;
import java.util.function.Consumer;

/** One try at one model, whose failures are told apart. */
@FunctionalInterface
interface ModelAttempt {

    /**
     * Like {@link bot.conversational.domain.chat.LanguageModel#generate}.
     *
     * @param timeout for all of it
     * @throws ModelFailure instead of the domain's failures
     */
    Completion attempt(Prompt prompt, Consumer<String> deltas, Cancellation stop, Duration timeout);
}
