package bot.conversational.adapters.llm.resilience;

import java.util.function.Consumer;

/** Passes deltas on and remembers that there were some: from the first on, an answer cannot be begun again. */
final class FirstTextGuard implements Consumer<String> {

    private final Consumer<String> deltas;
    private volatile boolean began;

    FirstTextGuard(Consumer<String> deltas) {
        this.deltas = deltas;
    }

    @Override
    public void accept(String delta) {
        began = true;
        deltas.accept(delta);
    }

    boolean began() {
        return began;
    }
}
