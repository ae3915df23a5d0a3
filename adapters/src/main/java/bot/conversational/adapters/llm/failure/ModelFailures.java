package bot.conversational.adapters.llm.failure;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;

/** Distinguishes failures. A cause is attached only if it cannot quote a prompt, an answer or a key. */
public final class ModelFailures {

    private ModelFailures() {}

    public static ModelFailure of(Exception failure) {
        return switch (failure) {
            case ModelFailure known -> known;
            case JsonEOFException e -> brokeOff(nameless(e));
            case JacksonException e -> unreadable(e);
            case ZipException e -> unreadable(e);
            case IOException e -> broken(e);
            case HttpException e -> brokeOff(nameless(e));
            default -> unreadable(failure);
        };
    }

    public static ModelFailure timedOut() {
        return new ModelFailure(FailureKind.TIMED_OUT, "The language model took too long.", null);
    }

    public static ModelFailure unfinished() {
        return new ModelFailure(FailureKind.UNFINISHED, "The language model ended without a finish reason.", null);
    }

    public static ModelFailure empty() {
        return new ModelFailure(FailureKind.EMPTY, "The language model ended without an answer.", null);
    }

    public static ModelFailure breakerOpen() {
        return new ModelFailure(
                FailureKind.BREAKER_OPEN, "The language model's provider failed repeatedly a moment ago.", null);
    }

    /** @param why quotes nothing of the answer */
    public static ModelFailure unreadable(String why) {
        return new ModelFailure(
                FailureKind.UNREADABLE, "The language model's answer could not be read: " + why + ".", null);
    }

    /**
     * The provider answered with another status than 200.
     *
     * @param code that it gave, such as {@code insufficient_quota}; may be empty
     */
    public static ModelFailure refused(int status, String code, Optional<Duration> retryAfter) {
        FailureKind kind = FailureKind.ofStatus(status);
        return new ModelFailure(
                        kind,
                        (kind == FailureKind.TIMED_OUT
                                        ? "The language model's provider timed out: "
                                        : "The language model's provider refused: ")
                                + status
                                + (code.isEmpty() ? "" : " (" + code + ")"),
                        retryAfter,
                        null)
                .about(code);
    }

    /**
     * The provider told a failure within its answer.
     *
     * @param code that it gave; may be empty
     */
    public static ModelFailure told(FailureKind kind, String code) {
        return new ModelFailure(
                        kind,
                        "The language model's provider ended the answer early"
                                + (code.isEmpty() ? "." : ": " + code + "."),
                        null)
                .about(code);
    }

    private static ModelFailure broken(IOException broken) {
        return switch (broken) {
            case ConnectTimeoutException e -> unreachable(e);
            case ConnectionRequestTimeoutException e -> unreachable(e);
            case ConnectException e -> unreachable(e);
            case UnknownHostException e -> unreachable(e);
            case SSLHandshakeException e -> unreachable(e);
            case SocketTimeoutException e ->
                new ModelFailure(FailureKind.TIMED_OUT, "The language model's provider timed out.", e);
            default -> brokeOff(broken);
        };
    }

    private static ModelFailure brokeOff(Throwable why) {
        return new ModelFailure(FailureKind.BROKE_OFF, "The connection to the language model was lost.", why);
    }

    private static ModelFailure unreachable(IOException why) {
        return new ModelFailure(FailureKind.UNREACHABLE, "The language model's provider could not be reached.", why);
    }

    private static ModelFailure unreadable(Throwable failure) {
        return new ModelFailure(
                FailureKind.UNREADABLE, "The language model's answer could not be read.", nameless(failure));
    }

    /** The type and place of the exception, without its message. */
    private static Throwable nameless(Throwable failure) {
        IllegalStateException nameless =
                new IllegalStateException(failure.getClass().getName());
        nameless.setStackTrace(failure.getStackTrace());
        return nameless;
    }
}
