package bot.conversational.adapters.llm.stream;

import java.util.Optional;

/**
 * Thoughts that Anthropic hides, and wants back as it gave them. Their data stands where others have a signature, behind
 * a word that no signature begins with, since those are base64.
 */
public final class RedactedThoughts {

    private static final String WORD = "redacted ";

    private RedactedThoughts() {}

    static String signature(String data) {
        return WORD + data;
    }

    /** The data; empty when it is a signature. */
    public static Optional<String> data(String signature) {
        return signature.startsWith(WORD) ? Optional.of(signature.substring(WORD.length())) : Optional.empty();
    }
}
