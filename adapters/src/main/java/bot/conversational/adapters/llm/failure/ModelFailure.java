package bot.conversational.adapters.llm.failure;

import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One try that failed. It stays in this package: callers of a model get it {@link #inDomainTerms}. */
public final class ModelFailure extends RuntimeException {

    private final FailureKind kind;
    private final transient Optional<Duration> retryAfter;
    private boolean tooLong;

    /**
     * @param message for the user
     * @param retryAfter how long the provider asked us to wait
     * @param cause only when it quotes nothing of a prompt, an answer or a key
     */
    public ModelFailure(FailureKind kind, String message, Optional<Duration> retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public ModelFailure(FailureKind kind, String message, @Nullable Throwable cause) {
        this(kind, message, Optional.empty(), cause);
    }

    /** Tells prompts that are too long from others by the code that the provider gives. */
    ModelFailure about(String code) {
        tooLong = code.contains("context_length") || code.contains("exceed_context_size");
        return this;
    }

    public FailureKind kind() {
        return kind;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public DomainException inDomainTerms() {
        String message = String.valueOf(getMessage());
        if (tooLong) {
            return new DomainException.PromptTooLong(message, getCause());
        }
        return kind == FailureKind.TIMED_OUT
                ? new DomainException.ModelTimedOut(message, getCause())
                : new DomainException.ModelFailed(message, getCause());
    }
}
