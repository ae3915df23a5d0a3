package bot.conversational.application.health;

import bot.conversational.domain.chat.Completion;
import bot.conversational.domain.chat.LanguageModel;
import bot.conversational.domain.chat.Prompt;
import bot.conversational.domain.chat.StopSignal;
import bot.conversational.domain.shared.DomainException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Passes prompts on and remembers how the last calls went: asking a model just for its health would cost money. */
public final class ObservedLanguageModel implements LanguageModel, Probe {

    private static final int FAILURES_IN_A_ROW = 3;

    private final LanguageModel model;
    private final String provider;
    private final AtomicInteger failures = new AtomicInteger();

    public ObservedLanguageModel(LanguageModel model, String provider) {
        this.model = model;
        this.provider = provider;
    }

    @Override
    public Completion generate(Prompt prompt, Consumer<String> deltas, StopSignal stop) {
        try {
            Completion completion = model.generate(prompt, deltas, stop);
            failures.set(0);
            return completion;
        } catch (DomainException.ModelFailed | DomainException.ModelTimedOut failure) {
            failures.incrementAndGet();
            throw failure;
        }
    }

    @Override
    public String ask() {
        int inARow = failures.get();
        if (inARow >= FAILURES_IN_A_ROW) {
            throw new IllegalStateException(provider + ": the last " + inARow + " calls failed");
        }
        return provider + ": no call failed lately";
    }
}
