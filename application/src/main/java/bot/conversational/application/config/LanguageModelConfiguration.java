package bot.conversational.application.config;

import bot.conversational.domain.llm.Provider;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one model that the environment can describe, and how often any model is asked again.
 *
 * @param baseUrl empty: the provider's own
 * @param apiKey empty: none
 * @param model the name that the provider and the users know it by; may be empty for the offline responder
 * @param timeout seconds for a whole answer
 * @param firstTokenTimeout seconds for its first text
 * @param contextWindow tokens that a prompt and its answer may have together
 * @param maxOutputTokens that an answer may have; 0: the provider's default
 * @param fallback name of the model that is called when it fails; empty: none
 * @param drop fields of requests in OpenAI's protocol that its server refuses
 * @param retries of any model, after the first try and before the first text
 * @param titleModel name of the model that titles conversations; empty: none does
 * @param inputPerMillion the price of so many tokens of prompts
 * @param cachedInputPerMillion the price of those of them that the provider had read before; 0: as the others
 * @param outputPerMillion the price of so many tokens of answers; this and that of prompts 0: none is known
 * @param currency of the prices of all models
 * @param offlineWordsPerSecond that the offline responder says; 0: all at once
 */
public record LanguageModelConfiguration(
        @NotNull Provider provider,
        @NotNull String baseUrl,
        @NotNull Secret apiKey,
        @NotNull String model,
        @Min(1) @Max(3_600) long timeout,
        @Min(1) @Max(3_600) long firstTokenTimeout,
        @Min(256) @Max(10_000_000) int contextWindow,
        @Min(0) @Max(10_000_000) int maxOutputTokens,
        @NotNull String fallback,
        @NotNull List<@NotNull String> drop,
        @Min(0) @Max(10) int retries,
        @NotNull String titleModel,
        @Min(0) double inputPerMillion,
        @Min(0) double cachedInputPerMillion,
        @Min(0) double outputPerMillion,

        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be a currency's three letters")
        String currency,

        @Min(0) @Max(10_000) int offlineWordsPerSecond) {

    /** Its default name. */
    private static final String OFFLINE = "offline";

    public Optional<String> effectiveTitleModel() {
        return Optional.of(titleModel).filter(name -> !name.isBlank());
    }

    /** Between two words of the offline responder. */
    public Duration offlinePause() {
        return offlineWordsPerSecond == 0
                ? Duration.ZERO
                : Duration.ofSeconds(1).dividedBy(offlineWordsPerSecond);
    }

    private @Nullable PriceConfiguration price() {
        @Nullable Double cached = cachedInputPerMillion > 0 ? cachedInputPerMillion : null;
        boolean known = inputPerMillion > 0 || outputPerMillion > 0;
        return known ? new PriceConfiguration(inputPerMillion, cached, outputPerMillion) : null;
    }

    ModelConfiguration asModel() {
        return new ModelConfiguration(
                model.isBlank() && provider == Provider.OFFLINE ? OFFLINE : model,
                provider,
                model,
                baseUrl,
                apiKey,
                contextWindow,
                timeout,
                firstTokenTimeout,
                maxOutputTokens,
                fallback,
                drop,
                price());
    }
}
