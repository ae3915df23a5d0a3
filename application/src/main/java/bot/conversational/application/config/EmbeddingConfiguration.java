package bot.conversational.application.config;

import bot.conversational.domain.indexing.meaning.VectorStore.Scope;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;

/**
 * How texts get vectors, for the search by meaning.
 *
 * @param provider {@code local} in this process, or {@code none}
 * @param model the name that stands with each vector; another name means that all vectors are made anew
 * @param scope whose messages: {@code all}, or only those of {@code searchers} by meaning
 */
public record EmbeddingConfiguration(
        @NotNull @Pattern(regexp = "local|none") String provider,

        @NotNull @Pattern(regexp = "all-minilm-l6-v2-q|bge-small-en-v15-q")
        String model,

        @NotNull @Pattern(regexp = "all|searchers") String scope) {

    public boolean enabled() {
        return !provider.equals("none");
    }

    public Scope whose() {
        return Scope.valueOf(scope.toUpperCase(Locale.ROOT));
    }
}
