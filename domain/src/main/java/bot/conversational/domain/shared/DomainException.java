package bot.conversational.domain.shared;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The failures of the service in the domain's own terms. Adapters turn every exception of their libraries into one of
 * these, with the exception as its cause. The HTTP edge turns each kind into one status by an exhaustive {@code
 * switch}.
 *
 * <p>Messages are written for the caller: no SQL, no class names, no text of a conversation.
 */
public abstract sealed class DomainException extends RuntimeException {

    private DomainException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** One rule that one field of the input broke; {@code field} is a path such as {@code content} or {@code limit}. */
    public record FieldError(String field, String message) {}

    /** Well-formed input that breaks a rule. */
    public static sealed class Invalid extends DomainException {
        private final transient List<FieldError> errors;

        public Invalid(String message, List<FieldError> errors) {
            super(message, null);
            this.errors = List.copyOf(errors);
        }

        public Invalid(String field, String message) {
            this(field + " " + message, List.of(new FieldError(field, message)));
        }

        public List<FieldError> errors() {
            return errors;
        }
    }

    /** An idempotency key came with another request than before. */
    public static final class KeyReused extends Invalid {
        public KeyReused() {
            super("Idempotency-Key", "was used with another request before");
        }
    }

    /** Input that cannot be read at all: a changed cursor, a NUL in a text. */
    public static final class Malformed extends DomainException {
        public Malformed(String message) {
            super(message, null);
        }
    }

    /** No session, or one that is unknown, expired or ended; also a wrong password. */
    public static final class Unauthenticated extends DomainException {
        public Unauthenticated(String message) {
            super(message, null);
        }
    }

    /** Known caller whose role does not allow the call. */
    public static final class Forbidden extends DomainException {
        public Forbidden(String message) {
            super(message, null);
        }
    }

    /** The resource does not exist, or belongs to another user: callers must not be able to distinguish the two. */
    public static final class NotFound extends DomainException {
        public NotFound(String what) {
            super("There is no such " + what + ".", null);
        }
    }

    /** The state of the thing forbids the call: an e-mail address taken, a turn running already. */
    public static final class Conflict extends DomainException {
        public Conflict(String message) {
            super(message, null);
        }
    }

    /** A limit of the caller's own is used up. */
    public static sealed class LimitExceeded extends DomainException {
        private final transient Duration retryAfter;

        public LimitExceeded(String message, Duration retryAfter) {
            super(message, null);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** What the caller may spend on models in a day is spent. */
    public static final class DaySpent extends LimitExceeded {
        public DaySpent(String message, Duration retryAfter) {
            super(message, retryAfter);
        }
    }

    /** The language model failed before its answer was complete. */
    public static sealed class ModelFailed extends DomainException {
        public ModelFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The language model refused a prompt that is longer than it can read. */
    public static final class PromptTooLong extends ModelFailed {
        public PromptTooLong(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The language model took longer than it may. */
    public static final class ModelTimedOut extends DomainException {
        public ModelTimedOut(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** A store that the call needs is unavailable, frozen or full; nothing was half-done. */
    public static final class Unavailable extends DomainException {
        private final transient Duration retryAfter;

        public Unavailable(String message, Duration retryAfter, @Nullable Throwable cause) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        public Unavailable(String message, @Nullable Throwable cause) {
            this(message, Duration.ofSeconds(1), cause);
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** A mistake of ours: an answer of a store that cannot be, a statement that it refuses. */
    public static final class Broken extends DomainException {
        public Broken(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
