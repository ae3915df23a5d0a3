package bot.conversational.domain.chat.completion;

import bot.conversational.domain.analytics.ApiUsageMeter;
import bot.conversational.domain.chat.completion.CompletionMetrics.Outcome;
import bot.conversational.domain.chat.generation.ModelCall;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/** Counts answers: for the day's allowance, for reports of usage, and for operators. */
public final class CompletionAccounts {

    private final ApiUsageMeter usage;
    private final TokenCounter tokens;
    private final CompletionMetrics metrics;

    public CompletionAccounts(ApiUsageMeter usage, TokenCounter tokens, CompletionMetrics metrics) {
        this.usage = usage;
        this.tokens = tokens;
        this.metrics = metrics;
    }

    void served(Outcome outcome) {
        metrics.served(outcome);
    }

    /** A model has answered, or said a part of an answer. */
    void answered(UserId user, ModelCall call, String model, Optional<TokenUsage> counted, Content said) {
        int answer = counted.isPresent() ? 0 : tokens.count(said);
        call.settle(model, counted, answer);
        usage.answered(user, model, counted.orElseGet(() -> call.estimated(answer)));
    }

    /** What an answer took, where its provider does not say. */
    TokenUsage estimated(ModelCall call, Content said) {
        return call.estimated(tokens.count(said));
    }

    /** An answer was known, and took nothing. */
    void known(UserId user, String model) {
        metrics.served(Outcome.CACHED);
        usage.known(user, model);
    }
}
