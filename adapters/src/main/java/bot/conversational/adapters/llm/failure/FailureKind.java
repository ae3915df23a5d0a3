package bot.conversational.adapters.llm.failure;

import java.util.Locale;
import java.util.Set;

/** Why a model gave no answer, as far as it decides the reaction. */
public enum FailureKind {
    /** The provider knows the key not, or not any more, or wants to be paid first. */
    CREDENTIALS_REFUSED,
    /** The provider refused the request as such: it would refuse it again, and so would others. */
    REQUEST_REFUSED,
    /** Too many requests of ours, for now. */
    RATE_LIMITED,
    /** The provider is there and cannot answer, for now. */
    OVERLOADED,
    /** No connection could be made. */
    UNREACHABLE,
    /** Nothing came in time, or not all. */
    TIMED_OUT,
    /** The connection, or the answer in it, ended in the middle. */
    BROKE_OFF,
    /** The answer ended in good order, but without a finish reason. */
    UNFINISHED,
    /** The answer ended in good order, with neither text nor a call of a tool. */
    EMPTY,
    /** The response does not follow the protocol. */
    UNREADABLE,
    /** It was not asked, because its endpoint failed too often a moment ago. */
    BREAKER_OPEN;

    private static final Set<FailureKind> PASSING =
            Set.of(RATE_LIMITED, OVERLOADED, UNREACHABLE, BROKE_OFF, UNFINISHED, EMPTY);

    /** The kind of a refusal by this status, wherever it was told. */
    public static FailureKind ofStatus(int status) {
        return switch (status) {
            case 401, 402, 403 -> CREDENTIALS_REFUSED;
            case 408, 504 -> TIMED_OUT;
            case 429 -> RATE_LIMITED;
            default -> status >= 500 ? OVERLOADED : REQUEST_REFUSED;
        };
    }

    /**
     * Whether the same model may soon answer the same question. Not so after a timeout: a caller that has waited that
     * long should not wait again for a model that was too slow.
     */
    public boolean mayPass() {
        return PASSING.contains(this);
    }

    /** Whether another model may do better. */
    public boolean mayBeBetterElsewhere() {
        return this != REQUEST_REFUSED;
    }

    /** Whether it says that the endpoint is unwell. A refused key is, to us: it will be refused again. */
    public boolean isOfTheEndpoint() {
        return switch (this) {
            case CREDENTIALS_REFUSED, OVERLOADED, UNREACHABLE, TIMED_OUT, BROKE_OFF, UNFINISHED, EMPTY, UNREADABLE ->
                true;
            case REQUEST_REFUSED, RATE_LIMITED, BREAKER_OPEN -> false;
        };
    }

    /** As operators see it, such as {@code rate_limited}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
