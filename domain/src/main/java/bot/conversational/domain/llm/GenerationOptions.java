package bot.conversational.domain.llm;

import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import java.util.List;
import java.util.Optional;

/**
 * How an answer is wanted.
 *
 * @param model empty: the conversation's
 * @param temperature 0 to 2; empty: the provider's default
 * @param maxTokens of the answer; empty: the provider's default
 */
public record GenerationOptions(Optional<String> model, Optional<Double> temperature, Optional<Integer> maxTokens) {

    /** As the conversation and the provider have it. */
    public static final GenerationOptions NONE =
            new GenerationOptions(Optional.empty(), Optional.empty(), Optional.empty());

    public GenerationOptions {
        model.ifPresent(name -> Text.checked("model", name, 1, ModelCatalog.MAX_NAME));
        temperature.ifPresent(value -> {
            if (!(value >= 0 && value <= 2)) {
                throw new DomainException.Invalid("temperature", "must be between 0 and 2");
            }
        });
        maxTokens.ifPresent(value -> {
            if (value < 1 || value > 1_000_000) {
                throw new DomainException.Invalid("maxTokens", "must be between 1 and 1000000");
            }
        });
    }

    public Digest digest() {
        return Digest.of(List.of(
                model.orElse(""),
                temperature.map(String::valueOf).orElse(""),
                maxTokens.map(String::valueOf).orElse("")));
    }
}
