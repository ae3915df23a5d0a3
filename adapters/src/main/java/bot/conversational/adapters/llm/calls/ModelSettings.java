package bot.conversational.adapters.llm.calls;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How a model of a provider is reached, and how much of it is wanted.
 *
 * @param baseUrl what the protocol's paths are added to, such as {@code https://host/v1}
 * @param apiKey empty for servers without one
 * @param model the name that the provider knows it by
 * @param window tokens that a prompt and its answer may have together
 * @param timeout for a whole answer
 * @param firstTokenTimeout for its first piece, be it text, a thought or a call
 * @param maxOutputTokens that an answer may have, whatever is asked for; empty leaves it to the provider
 * @param dropped fields of OpenAI's protocol that its server refuses
 */
public record ModelSettings(
        ModelProtocol protocol,
        URI baseUrl,
        Optional<ProviderKey> apiKey,
        String model,
        int window,
        Duration timeout,
        Duration firstTokenTimeout,
        Optional<Integer> maxOutputTokens,
        Set<String> dropped) {

    public ModelSettings {
        if (!"http".equals(baseUrl.getScheme()) && !"https".equals(baseUrl.getScheme())) {
            throw new IllegalArgumentException("The language model's base URL must begin with http:// or https://");
        }
        if (!timeout.isPositive() || !firstTokenTimeout.isPositive()) {
            throw new IllegalArgumentException("The language model's timeouts must be above zero");
        }
        if (protocol == ModelProtocol.ANTHROPIC && apiKey.isEmpty()) {
            throw new IllegalArgumentException("Anthropic's protocol needs an API key");
        }
    }
}
