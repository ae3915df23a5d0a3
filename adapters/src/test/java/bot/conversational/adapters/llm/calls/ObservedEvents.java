package bot.conversational.adapters.llm.calls;

import bot.conversational.adapters.llm.failure.FailureKind;
import bot.conversational.adapters.llm.resilience.ModelObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told, a line each. */
public final class ObservedEvents implements ModelObserver {

    private final List<String> lines = new CopyOnWriteArrayList<>();

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

    public List<String> lines() {
        return lines;
    }
}
