package bot.conversational.application.config;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.URL;

/**
 * What answers.
 *
 * @param timeout seconds for a whole answer
 * @param contextWindow tokens that a prompt and its answer may have together
 */
public record LanguageModelConfiguration(
        @NotNull Provider provider,
        @NotNull @URL String baseUrl,
        @NotNull Secret apiKey,
        @NotNull String model,
        @Min(1) @Max(3_600) long timeout,
        @Min(256) @Max(10_000_000) int contextWindow) {

    /** Who runs the model. */
    public enum Provider {
        /** A clearly labelled responder of the service's own that needs no network. */
        OFFLINE,
        /** Any server that speaks OpenAI's protocol. */
        OPENAI
    }

    public Duration totalTimeout() {
        return Duration.ofSeconds(timeout);
    }

    @JsonIgnore
    @ValidationMethod(message = "LLM_MODEL must name a model when LLM_PROVIDER is openai")
    public boolean isModelNamed() {
        return provider != Provider.OPENAI || !model.isBlank();
    }
}
