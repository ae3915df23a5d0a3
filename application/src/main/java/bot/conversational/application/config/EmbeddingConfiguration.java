package bot.conversational.application.config;

import bot.conversational.domain.indexing.meaning.VectorStore.Scope;
import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How texts get vectors, for the search by meaning.
 *
 * @param provider {@code local} in this process, {@code openai} for any server with such an endpoint, or {@code none}
 * @param model the name that stands with each vector; another name means that all vectors are made anew
 * @param baseUrl of the endpoint, in front of {@code /embeddings}
 * @param apiKey for the endpoint
 * @param dimensions asked of the endpoint; 0: the model's own
 * @param unrelated for a model of an endpoint: the cosine that unrelated texts have on average
 * @param wordWeight for a model of an endpoint: what words count in the hybrid list, beside a nearness of at most 1
 * @param scope whose messages: {@code all}, or only those of {@code searchers} by meaning
 */
public record EmbeddingConfiguration(
        @NotNull @Pattern(regexp = "local|openai|none") String provider,
        @NotBlank String model,
        @NotNull String baseUrl,
        @NotNull Secret apiKey,
        @Min(0) @Max(1_200) int dimensions,
        @DecimalMin("-1") @DecimalMax("0.99") double unrelated,
        @DecimalMin("0") @DecimalMax("10") double wordWeight,
        @NotNull @Pattern(regexp = "all|searchers") String scope) {

    private static final Set<String> LOCAL = Set.of("all-minilm-l6-v2-q", "bge-small-en-v15-q");

    public boolean enabled() {
        return !provider.equals("none");
    }

    public boolean local() {
        return provider.equals("local");
    }

    @ValidationMethod(message = "model must be all-minilm-l6-v2-q or bge-small-en-v15-q where provider is local")
    public boolean isLocalModel() {
        return !local() || LOCAL.contains(model);
    }

    @ValidationMethod(message = "baseUrl must be the address of an endpoint where provider is openai")
    public boolean isEndpoint() {
        return !provider.equals("openai") || baseUrl.matches("https?://[^\\s]+");
    }

    public Optional<Integer> wantedDimensions() {
        return dimensions == 0 ? Optional.empty() : Optional.of(dimensions);
    }

    public Scope whose() {
        return Scope.valueOf(scope.toUpperCase(Locale.ROOT));
    }
}
