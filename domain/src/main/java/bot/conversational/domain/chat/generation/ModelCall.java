package bot.conversational.domain.chat.generation;

import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Delta;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** One call of the model, with tokens reserved for it. It is either run or given back. For one thread. */
public final class ModelCall {

    /** Asks the model, whichever way. */
    interface Source {
        Completion generate(Consumer<Delta> deltas, Cancellation stop);
    }

    /** Corrects what was reserved. */
    interface Settlement {

        /**
         * @param model that answered
         * @param counted whether its provider counted the tokens
         */
        void settle(String model, TokenUsage used, boolean counted);
    }

    private final Source source;
    private final Settlement settlement;
    private final IntSupplier promptTokens;
    private final TurnMetrics metrics;
    private long began;
    private boolean heard;

    /**
     * @param settlement corrects the reservation by the tokens used
     * @param promptTokens of its prompt, for a provider that does not count
     */
    ModelCall(Source source, Settlement settlement, IntSupplier promptTokens, TurnMetrics metrics) {
        this.source = source;
        this.settlement = settlement;
        this.promptTokens = promptTokens;
        this.metrics = metrics;
    }

    /** As {@link bot.conversational.domain.llm.LanguageModel#generate}. */
    public Completion generate(Consumer<Delta> deltas, Cancellation stop) {
        began = System.nanoTime();
        return source.generate(
                delta -> {
                    hear();
                    deltas.accept(delta);
                },
                stop);
    }

    private void hear() {
        if (!heard) {
            heard = true;
            metrics.firstText(sinceBegin());
        }
    }

    /** Counts the call's answer, however it ended. */
    void ended(MessageStatus status, int tokens) {
        metrics.ended(status, sinceBegin(), tokens);
    }

    /**
     * @param model that answered
     * @param usage what the provider counted; without that the prompt and so many tokens of the answer count
     */
    public void settle(String model, Optional<TokenUsage> usage, int answerTokens) {
        settlement.settle(model, usage.orElseGet(() -> estimated(answerTokens)), usage.isPresent());
    }

    /** What counts where the provider did not count. */
    public TokenUsage estimated(int answerTokens) {
        return new TokenUsage(promptTokens.getAsInt(), answerTokens);
    }

    /** Nothing was spent: the model was not asked. */
    public void giveBack() {
        settlement.settle("", new TokenUsage(0, 0), false);
    }

    private Duration sinceBegin() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
