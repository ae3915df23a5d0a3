package bot.conversational.application.config;

import bot.conversational.domain.llm.ModelPrices.Price;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens cost, in the currency of {@code llm}.
 *
 * @param inputPerMillion tokens of prompts
 * @param cachedInputPerMillion those of them that the provider had read before; left out: as the others
 * @param outputPerMillion tokens of answers
 */
public record PriceConfiguration(
        @Min(0) double inputPerMillion,
        @Nullable @Min(0) Double cachedInputPerMillion,
        @Min(0) double outputPerMillion) {

    Price price() {
        return new Price(
                inputPerMillion, Optional.ofNullable(cachedInputPerMillion).orElse(inputPerMillion), outputPerMillion);
    }
}
