package bot.conversational.adapters.llm;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server with OpenAI's chat completions is reached.
 *
 * @param baseUrl up to and with the version, such as {@code https://host/v1}
 * @param apiKey empty for servers that want none
 * @param timeout for a whole answer
 * @param firstTokenTimeout for its first text; what a model thinks before it counts
 */
public record OpenAiSettings(URI baseUrl, Optional<ApiKey> apiKey, Duration timeout, Duration firstTokenTimeout) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    public OpenAiSettings {
        if (!"http".equals(baseUrl.getScheme()) && !"https".equals(baseUrl.getScheme())) {
            throw new IllegalArgumentException("The language model's base URL must begin with http:// or https://");
        }
        if (!timeout.isPositive() || !firstTokenTimeout.isPositive()) {
            throw new IllegalArgumentException("The language model's timeouts must be above zero");
        }
    }
}
