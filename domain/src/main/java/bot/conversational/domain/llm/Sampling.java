package bot.conversational.domain.llm;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a model chooses its words. What is empty is the provider's default.
 *
 * @param temperature 0 to 2
 * @param maxTokens of the answer
 * @param topP 0 to 1
 * @param stop texts that end the answer, at most 4 of at most 100 characters
 * @param seed for answers that repeat, as far as the provider can
 * @param presencePenalty -2 to 2
 * @param frequencyPenalty -2 to 2
 */
public record Sampling(
        Optional<Double> temperature,
        Optional<Integer> maxTokens,
        Optional<Double> topP,
        List<String> stop,
        Optional<Long> seed,
        Optional<Double> presencePenalty,
        Optional<Double> frequencyPenalty) {

    private static final int MOST_STOPS = 4;
    private static final int LONGEST_STOP = 100;

    /** As the provider has it. */
    public static final Sampling NONE = new Sampling(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Sampling {
        stop = List.copyOf(stop);
        temperature.ifPresent(value -> between("temperature", value, 0, 2));
        topP.ifPresent(value -> between("topP", value, 0, 1));
        presencePenalty.ifPresent(value -> between("presencePenalty", value, -2, 2));
        frequencyPenalty.ifPresent(value -> between("frequencyPenalty", value, -2, 2));
        maxTokens.ifPresent(value -> {
            if (value < 1 || value > 1_000_000) {
                throw new DomainException.Invalid("maxTokens", "must be between 1 and 1000000");
            }
        });
        if (stop.size() > MOST_STOPS) {
            throw new DomainException.Invalid("stop", "must have at most " + MOST_STOPS + " texts");
        }
        stop.forEach(text -> {
            if (text.isEmpty()) {
                throw new DomainException.Invalid("stop", "must have no empty text");
            }
            Text.checked("stop", text, 0, LONGEST_STOP);
        });
    }

    /** Only these two. */
    public static Sampling of(Optional<Double> temperature, Optional<Integer> maxTokens) {
        return new Sampling(
                temperature,
                maxTokens,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** All of it, for a digest; of what is unusual only what is there, so that digests of earlier versions stay. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        texts.add(text(temperature));
        texts.add(text(maxTokens));
        if (topP.isPresent()
                || seed.isPresent()
                || presencePenalty.isPresent()
                || frequencyPenalty.isPresent()
                || !stop.isEmpty()) {
            texts.addAll(List.of(text(topP), text(seed), text(presencePenalty), text(frequencyPenalty)));
            texts.addAll(stop);
        }
        return texts;
    }

    private static String text(Optional<?> value) {
        return value.map(String::valueOf).orElse("");
    }

    private static void between(String field, double value, int least, int most) {
        if (!(value >= least && value <= most)) {
            throw new DomainException.Invalid(field, "must be between " + least + " and " + most);
        }
    }
}
