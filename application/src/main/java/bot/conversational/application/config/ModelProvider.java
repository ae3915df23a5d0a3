package bot.conversational.application.config;

import java.net.URI;

/** Who runs a language model. */
public enum ModelProvider {
    /** A clearly labelled responder of the service's own that needs no network. */
    OFFLINE("http://localhost"),
    /** Any server that speaks OpenAI's protocol. */
    OPENAI("https://api.openai.com/v1"),
    ANTHROPIC("https://api.anthropic.com/v1"),
    OLLAMA("http://localhost:11434");

    private final URI usualUrl;

    ModelProvider(String usualUrl) {
        this.usualUrl = URI.create(usualUrl);
    }

    /** Where it is unless another address is configured. */
    URI usualUrl() {
        return usualUrl;
    }
}
