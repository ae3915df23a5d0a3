package bot.conversational.domain.chat.generation;

import bot.conversational.domain.chat.generation.TokenAllowance.Reservation;
import bot.conversational.domain.files.PromptFiles;
import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.Verbatim;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Calls of the model on behalf of users, each within its user's daily allowance and measured. It does not depend on
 * turns and conversations.
 */
public final class ModelCalls {

    /** Tokens reserved for an answer whose length is not limited. */
    private static final int USUAL_ANSWER = 500;

    private final LanguageModel model;
    private final CoalescedModelCalls coalesced;
    private final TokenAllowance allowance;
    private final TokenCounter tokens;
    private final TurnMetrics metrics;
    private final PromptFiles files;

    /** @param threads a new one for each task; a task lasts as long as its answer */
    public ModelCalls(
            LanguageModel model,
            TokenAllowance allowance,
            TokenCounter tokens,
            TurnMetrics metrics,
            PromptFiles files,
            Executor threads) {
        this.model = model;
        this.coalesced = new CoalescedModelCalls(this::ask, threads);
        this.allowance = allowance;
        this.tokens = tokens;
        this.metrics = metrics;
        this.files = files;
    }

    /**
     * Reserves tokens for a call that equal prompts of the user share while it runs.
     *
     * @throws DomainException.LimitExceeded when not as many tokens as estimated are left today
     */
    ModelCall shared(UserId user, Prompt prompt) {
        return call(user, prompt, (deltas, stop) -> coalesced.generate(user, prompt, deltas, stop));
    }

    /**
     * Reserves tokens for a call of its own.
     *
     * @throws DomainException.LimitExceeded when not as many tokens as estimated are left today
     */
    ModelCall alone(UserId user, Prompt prompt) {
        return call(user, prompt, (deltas, stop) -> ask(user, prompt, deltas, stop));
    }

    /**
     * Reserves tokens for a call of no turn, which no metric of turns counts.
     *
     * @throws DomainException.DaySpent when not as many tokens as estimated are left today
     */
    public ModelCall beside(UserId user, Prompt prompt) {
        return call(user, prompt, (deltas, stop) -> ask(user, prompt, deltas, stop), TurnMetrics.NONE);
    }

    /** With the files that the prompt names; they are in memory for as long as the model is asked. */
    private Completion ask(UserId user, Prompt prompt, Consumer<Delta> deltas, Cancellation stop) {
        return model.generate(files.resolve(user, prompt), deltas, stop);
    }

    private ModelCall call(UserId user, Prompt prompt, ModelCall.Source source) {
        return call(user, prompt, source, metrics);
    }

    private ModelCall call(UserId user, Prompt prompt, ModelCall.Source source, TurnMetrics counting) {
        Optional<Reservation> reservation = allowance.reserve(
                user,
                prompt.model(),
                () -> new TokenUsage(
                        promptTokens(prompt),
                        answers(prompt) * prompt.sampling().maxTokens().orElse(USUAL_ANSWER)));
        return new ModelCall(
                source,
                (model, used, counted) -> allowance.settle(user, reservation, model, used, counted),
                () -> promptTokens(prompt),
                counting);
    }

    private static int answers(Prompt prompt) {
        return prompt.verbatim().map(Verbatim::answers).orElse(1);
    }

    private int promptTokens(Prompt prompt) {
        return prompt.systemPrompt().map(tokens::count).orElse(0)
                + prompt.messages().stream().mapToInt(Prompt.Line::tokens).sum();
    }
}
