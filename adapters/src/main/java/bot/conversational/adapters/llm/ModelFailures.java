package bot.conversational.adapters.llm;

import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.core.JacksonException;
import dev.langchain4j.exception.HttpException;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import org.jspecify.annotations.Nullable;

/** A model's failures in the domain's terms. Causes are kept where they cannot quote a prompt, an answer or a key. */
final class ModelFailures {

    private ModelFailures() {}

    static DomainException of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException refusal) {
                return refused(refusal);
            }
            if (cause instanceof HttpTimeoutException) {
                return new DomainException.ModelTimedOut(
                        "The language model's provider could not be reached in time.", cause);
            }
            if (cause instanceof IOException && !isAboutJson(cause)) {
                return new DomainException.ModelFailed("The connection to the language model broke.", cause);
            }
        }
        return new DomainException.ModelFailed("The language model's answer could not be read.", nameless(failure));
    }

    static DomainException timedOut() {
        return new DomainException.ModelTimedOut("The language model took too long.", null);
    }

    static DomainException unfinished() {
        return new DomainException.ModelFailed("The language model ended without saying that it had finished.", null);
    }

    private static DomainException refused(HttpException refusal) {
        String code = refusal.getMessage();
        String what = refusal.statusCode() + (code == null || code.isEmpty() ? "" : " (" + code + ")");
        return refusal.statusCode() == 408 || refusal.statusCode() == 504
                ? new DomainException.ModelTimedOut("The language model's provider timed out: " + what, null)
                : new DomainException.ModelFailed("The language model's provider refused: " + what, null);
    }

    /** Jackson's failures are I/O failures that quote what they could not read. */
    private static boolean isAboutJson(Throwable failure) {
        return failure instanceof JacksonException;
    }

    /** What it was and where, without what it said. */
    private static Throwable nameless(Throwable failure) {
        IllegalStateException nameless =
                new IllegalStateException(failure.getClass().getName());
        nameless.setStackTrace(failure.getStackTrace());
        return nameless;
    }
}
