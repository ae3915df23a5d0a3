package bot.conversational.application.http.openai;

import bot.conversational.application.http.overload.UserCalls;
import bot.conversational.domain.chat.completion.CompletionReader;
import bot.conversational.domain.chat.completion.CompletionReader.Step;
import bot.conversational.domain.shared.DomainException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** An answer that is not stored, sent when all of it is there. */
public final class WholeAnswer {

    private WholeAnswer() {}

    /** Waits for its end; meanwhile the call does not count among those of its user that are at work. */
    public static Response.ResponseBuilder of(CompletionReader reader, UserCalls calls) {
        calls.pause();
        try (reader) {
            return Response.ok(body(reader).getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON_TYPE);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            calls.resume();
        }
    }

    private static String body(CompletionReader reader) throws InterruptedException {
        StringBuilder body = new StringBuilder();
        while (true) {
            switch (reader.next(OpenAiEvents.HEARTBEAT)) {
                case Step.More(List<String> lines) -> lines.forEach(body::append);
                case Step.Silence() -> {
                    // nothing can be said before the status
                }
                case Step.Ended(Optional<DomainException> failure) -> {
                    if (failure.isPresent()) {
                        throw failure.get();
                    }
                    return body.toString();
                }
            }
        }
    }

    /** What a caller is told whose waiting is ended, since the node ends. */
    public static DomainException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DomainException.Unavailable("The node is shutting down.", e);
    }
}
