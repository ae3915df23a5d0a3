package bot.conversational.domain.llm;

import java.util.Locale;

/** The provider of a language model. */
public enum Provider {
    /** A clearly labelled responder of the service's own that needs no network. */
    OFFLINE,

    /** Any server that speaks OpenAI's protocol. */
    OPENAI,
    ANTHROPIC,
    OLLAMA;

    /** As configuration files and callers spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
