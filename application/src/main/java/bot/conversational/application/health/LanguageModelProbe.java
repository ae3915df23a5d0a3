package bot.conversational.application.health;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether language models can be called. The probe calls none: that would cost money. */
public final class LanguageModelProbe {

    /** The state in which a breaker refuses all calls. */
    private static final String OPEN = "OPEN";

    private LanguageModelProbe() {}

    /** @param breakers the state of each model's breaker by the model's name, the default model's first */
    public static String ask(Map<String, ? extends Enum<?>> breakers) {
        String line = breakers.entrySet().stream()
                .map(model -> model.getKey() + ": " + model.getValue().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        if (breakers.values().stream().anyMatch(state -> state.name().equals(OPEN))) {
            throw new IllegalStateException(line);
        }
        return line;
    }
}
