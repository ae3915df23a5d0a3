package bot.conversational.domain.llm;

import java.util.Locale;

/** Why a model ended an answer in good order. */
public enum FinishReason {
    /** It had said everything. */
    STOP,
    /** It was cut: the limit of tokens was reached. */
    LENGTH,
    /** It waits for the results of the tools that it called. */
    TOOL_CALLS,
    /** The provider withheld the rest. */
    CONTENT_FILTER;

    /** As callers and stores spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is none of this name */
    public static FinishReason of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
