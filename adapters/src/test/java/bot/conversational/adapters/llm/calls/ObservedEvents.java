package bot.conversational.adapters.llm.calls;

import bot.conversational.adapters.llm.failure.FailureKind;
import bot.conversational.adapters.llm.resilience.ModelObserver;
import bot.conversational.domain.llm.TokenUsage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told, a line each. */
public final class ObservedEvents implements ModelObserver {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> measured = new CopyOnWriteArrayList<>();

    @Override
    public void failed(String model, FailureKind kind) {
        lines.add(model + " failed: " + kind.label());
    }

    @Override
    public void retried(String model) {
        lines.add(model + " retried");
    }

    @Override
    public void fellBack(String model, String other) {
        lines.add(model + " fell back to " + other);
    }

    @Override
    public Tries tries(String model) {
        return new Tries() {
            @Override
            public void began(long nanos) {
                measured.add(model + " began");
            }

            @Override
            public void went(long nanos) {
                measured.add(model + " went on");
            }

            @Override
            public void ended(Outcome outcome, long nanos) {
                measured.add(model + " ended: " + outcome);
            }

            @Override
            public void used(TokenUsage usage) {
                measured.add(model + " used " + usage.promptTokens() + "+" + usage.completionTokens());
            }
        };
    }

    /** Of tries that were made, apart from what went wrong. */
    public List<String> measured() {
        return measured;
    }

    public List<String> lines() {
        return lines;
    }
}
