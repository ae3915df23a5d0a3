package bot.conversational.adapters.llm.stream;

import bot.conversational.adapters.llm.failure.FailureKind;
import bot.conversational.domain.llm.FinishReason;
import java.util.Locale;
import java.util.Optional;

/** What providers call the ends of answers. */
final class FinishWords {

    private FinishWords() {}

    /** The reason; empty when the word stands for a failure. A word that is not known ends a whole answer. */
    static Optional<FinishReason> reason(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "length",
                    "max_tokens",
                    "max_output_tokens",
                    "max_length",
                    "model_length",
                    "token_limit",
                    "model_context_window_exceeded" -> Optional.of(FinishReason.LENGTH);
            case "tool_calls", "tool_call", "tool_use", "function_call" -> Optional.of(FinishReason.TOOL_CALLS);
            case "content_filter",
                    "content_filtered",
                    "safety",
                    "image_safety",
                    "recitation",
                    "refusal",
                    "blocklist",
                    "prohibited_content",
                    "spii",
                    "sensitive",
                    "guardrail_intervened" -> Optional.of(FinishReason.CONTENT_FILTER);
            case "error",
                    "network_error",
                    "abort",
                    "aborted",
                    "cancelled",
                    "failed",
                    "timeout",
                    "malformed_function_call",
                    "insufficient_system_resource" -> Optional.empty();
            default -> Optional.of(FinishReason.STOP);
        };
    }

    /** What the word of a failure stands for. */
    static FailureKind kind(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "timeout" -> FailureKind.TIMED_OUT;
            case "insufficient_system_resource" -> FailureKind.OVERLOADED;
            default -> FailureKind.BROKE_OFF;
        };
    }

    /** Whether it is no word: some servers repeat an empty one until they have another. */
    static boolean isNone(String word) {
        return word.isBlank() || "null".equals(word);
    }
}
