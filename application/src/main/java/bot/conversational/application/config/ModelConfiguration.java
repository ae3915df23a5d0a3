package bot.conversational.application.config;

import bot.conversational.domain.llm.ModelPrices;
import bot.conversational.domain.llm.ModelPrices.Price;
import bot.conversational.domain.llm.Provider;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A language model of the list {@code models}. Values left out are the provider's defaults.
 *
 * @param name by which users ask for it
 * @param model the name that the provider knows it by; left out: the same
 * @param baseUrl left out or empty: the provider's own
 * @param window tokens that a prompt and its answer may have together
 * @param timeout seconds for a whole answer
 * @param firstTokenTimeout seconds for its first text; what a model thinks before counts
 * @param maxOutputTokens that an answer may have; left out or 0: the provider's default
 * @param fallback name of the model that is called when it fails; left out or empty: none
 * @param drop fields of requests in OpenAI's protocol that its server refuses; left out: none
 * @param price of its tokens; left out: none is known
 */
public record ModelConfiguration(
        @NotNull @Pattern(regexp = NAME, message = "must be 1 to 100 letters, digits and . _ : / @ -")
        String name,

        @NotNull Provider provider,
        @Nullable String model,
        @Nullable String baseUrl,
        @Nullable Secret apiKey,
        @Nullable @Min(256) @Max(10_000_000) Integer window,
        @Nullable @Min(1) @Max(3_600) Long timeout,
        @Nullable @Min(1) @Max(3_600) Long firstTokenTimeout,
        @Nullable @Min(0) @Max(10_000_000) Integer maxOutputTokens,
        @Nullable String fallback,
        @Nullable List<@NotNull String> drop,
        @Valid @Nullable PriceConfiguration price) {

    private static final String NAME = "[A-Za-z0-9._:/@-]{1,100}";
    private static final int USUAL_WINDOW = 8_192;
    private static final long USUAL_TIMEOUT = 60;
    private static final long USUAL_FIRST_TOKEN_TIMEOUT = 30;

    public String effectiveModel() {
        return given(model).orElse(name);
    }

    public URI effectiveBaseUrl() {
        return given(baseUrl).map(URI::create).orElseGet(this::usualUrl);
    }

    /** The provider's own address. */
    private URI usualUrl() {
        return URI.create(
                switch (provider) {
                    case OFFLINE -> "http://localhost";
                    case OPENAI -> "https://api.openai.com/v1";
                    case ANTHROPIC -> "https://api.anthropic.com/v1";
                    case OLLAMA -> "http://localhost:11434";
                });
    }

    public Optional<Secret> effectiveApiKey() {
        return Optional.ofNullable(apiKey).filter(key -> !key.isEmpty());
    }

    public int effectiveWindow() {
        return Optional.ofNullable(window).orElse(USUAL_WINDOW);
    }

    public Duration effectiveTimeout() {
        return Duration.ofSeconds(Optional.ofNullable(timeout).orElse(USUAL_TIMEOUT));
    }

    public Duration effectiveFirstTokenTimeout() {
        return Duration.ofSeconds(Optional.ofNullable(firstTokenTimeout).orElse(USUAL_FIRST_TOKEN_TIMEOUT));
    }

    public Optional<Integer> effectiveMaxOutputTokens() {
        return Optional.ofNullable(maxOutputTokens).filter(tokens -> tokens > 0);
    }

    public Optional<String> effectiveFallback() {
        return given(fallback);
    }

    /** Never sent to its server. */
    public Set<String> effectiveDrop() {
        return drop == null ? Set.of() : Set.copyOf(drop);
    }

    /** The prices of those that have one. */
    public static ModelPrices prices(List<ModelConfiguration> models, String currency) {
        Map<String, Price> prices = new HashMap<>();
        for (ModelConfiguration model : models) {
            if (model.price != null) {
                prices.put(model.name, model.price.price());
            }
        }
        return new ModelPrices(currency, prices);
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(it -> !it.isBlank());
    }
}
