package bot.conversational.domain.llm;

import bot.conversational.domain.llm.parts.Delta;
import java.util.function.Consumer;

/** Answers prompts. Safe for many threads at once. */
public interface LanguageModel {

    /**
     * Generates an answer, blocking until it is complete or stopped.
     *
     * @param deltas is given each piece of the answer as it comes, in order, no text of them empty, by one thread at a time
     * @param stop when it stops, the connection to the model is closed and what came so far is returned as stopped
     * @throws bot.conversational.domain.shared.DomainException.ModelFailed when the provider refused, broke off, or
     *     ended without saying that it had finished; what came so far has been given to {@code deltas}
     * @throws bot.conversational.domain.shared.DomainException.ModelTimedOut when it took too long
     */
    Completion generate(Prompt prompt, Consumer<Delta> deltas, Cancellation stop);
}
