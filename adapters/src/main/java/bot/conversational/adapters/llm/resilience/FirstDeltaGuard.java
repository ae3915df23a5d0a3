package bot.conversational.adapters.llm.resilience;

import bot.conversational.domain.llm.parts.Delta;
import java.util.function.Consumer;

/** Passes deltas on and remembers that there were some: from the first on, an answer cannot be begun again. */
final class FirstDeltaGuard implements Consumer<Delta> {

    private final Consumer<Delta> deltas;
    private volatile boolean began;

    FirstDeltaGuard(Consumer<Delta> deltas) {
        this.deltas = deltas;
    }

    @Override
    public void accept(Delta delta) {
        began = true;
        deltas.accept(delta);
    }

    boolean began() {
        return began;
    }
}
