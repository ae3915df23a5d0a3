package bot.conversational.application.health;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whether calls go through to the language models. None is asked: that would cost money. */
public final class LanguageModelProbe implements Callable<String> {

    /** The state in which a breaker lets nobody through. */
    private static final String OPEN = "open";

    private final Supplier<Map<String, String>> breakers;

    /** @param breakers gives the state of each model's breaker by the model's name, the default model's first */
    public LanguageModelProbe(Supplier<Map<String, String>> breakers) {
        this.breakers = breakers;
    }

    @Override
    public String call() {
        Map<String, String> states = breakers.get();
        String line = states.entrySet().stream()
                .map(model -> model.getKey() + ": " + model.getValue())
                .collect(Collectors.joining(", "));
        if (states.containsValue(OPEN)) {
            throw new IllegalStateException(line);
        }
        return line;
    }
}
