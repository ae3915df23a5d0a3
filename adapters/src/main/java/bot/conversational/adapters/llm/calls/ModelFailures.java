package bot.conversational.adapters.llm.calls;

import bot.conversational.adapters.llm.failure.FailureKind;
import bot.conversational.adapters.llm.failure.ModelFailure;
import com.fasterxml.jackson.core.JacksonException;
import dev.langchain4j.model.anthropic.internal.api.AnthropicStreamingException;
import dev.langchain4j.model.ollama.OllamaStreamingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;

/** Distinguishes failures. A cause is attached only if it cannot quote a prompt, an answer or a key. */
public final class ModelFailures {

    private ModelFailures() {}

    static ModelFailure of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ProviderRefusal refusal -> {
                    return refused(refusal);
                }
                case AnthropicStreamingException told -> {
                    return told(told.type());
                }
                case OllamaStreamingException ignored -> {
                    return told(null);
                }
                case JacksonException ignored -> {
                    // An I/O failure that quotes the unreadable text.
                    return unreadable(failure);
                }
                case IOException broken -> {
                    return broken(broken);
                }
                default -> {
                    // Look further down.
                }
            }
        }
        return unreadable(failure);
    }

    static ModelFailure timedOut() {
        return new ModelFailure(FailureKind.TIMED_OUT, "The language model took too long.", null);
    }

    static ModelFailure unfinished() {
        return new ModelFailure(FailureKind.UNFINISHED, "The language model ended without a finish reason.", null);
    }

    public static ModelFailure breakerOpen() {
        return new ModelFailure(
                FailureKind.BREAKER_OPEN, "The language model's provider failed repeatedly a moment ago.", null);
    }

    private static ModelFailure refused(ProviderRefusal refusal) {
        String code = refusal.getMessage();
        String what = refusal.statusCode() + (code == null || code.isEmpty() ? "" : " (" + code + ")");
        FailureKind kind = kind(refusal.statusCode());
        return new ModelFailure(
                kind,
                (kind == FailureKind.TIMED_OUT
                                ? "The language model's provider timed out: "
                                : "The language model's provider refused: ")
                        + what,
                refusal.retryAfter(),
                null);
    }

    private static FailureKind kind(int status) {
        return switch (status) {
            case 401, 402, 403 -> FailureKind.CREDENTIALS_REFUSED;
            case 408, 504 -> FailureKind.TIMED_OUT;
            case 429 -> FailureKind.RATE_LIMITED;
            default -> status >= 500 ? FailureKind.OVERLOADED : FailureKind.REQUEST_REFUSED;
        };
    }

    /** A failure that the provider reported within its answer; its message is not passed on. */
    private static ModelFailure told(@Nullable String type) {
        FailureKind kind = switch (type) {
            case "overloaded_error", "api_error" -> FailureKind.OVERLOADED;
            case "rate_limit_error" -> FailureKind.RATE_LIMITED;
            case null, default -> FailureKind.BROKE_OFF;
        };
        return new ModelFailure(kind, "The language model's provider ended the answer early.", null);
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
            default ->
                new ModelFailure(FailureKind.BROKE_OFF, "The connection to the language model was lost.", broken);
        };
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
