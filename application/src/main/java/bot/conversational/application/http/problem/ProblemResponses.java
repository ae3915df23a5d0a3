package bot.conversational.application.http.problem;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.DomainException.FieldError;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/** Makes the responses that carry problems. */
public final class ProblemResponses {

    private ProblemResponses() {}

    /** Each kind of failure has one status: a new kind does not compile until it has its own here. */
    static ProblemType typeOf(DomainException failure) {
        return switch (failure) {
            case DomainException.Malformed ignored -> ProblemType.MALFORMED_REQUEST;
            case DomainException.Invalid ignored -> ProblemType.INVALID;
            case DomainException.Unauthenticated ignored -> ProblemType.UNAUTHENTICATED;
            case DomainException.Forbidden ignored -> ProblemType.FORBIDDEN;
            case DomainException.NotFound ignored -> ProblemType.NOT_FOUND;
            case DomainException.Conflict ignored -> ProblemType.CONFLICT;
            case DomainException.LimitExceeded ignored -> ProblemType.LIMIT_EXCEEDED;
            case DomainException.ModelFailed ignored -> ProblemType.MODEL_FAILED;
            case DomainException.ModelTimedOut ignored -> ProblemType.MODEL_TIMED_OUT;
            case DomainException.Unavailable ignored -> ProblemType.UNAVAILABLE;
            case DomainException.Broken ignored -> ProblemType.INTERNAL_ERROR;
        };
    }

    /** A failure as a problem, where there is no status to send any more. */
    public static Problem problem(DomainException failure, String instance) {
        return Problem.of(typeOf(failure), detail(failure), instance, List.of());
    }

    static Response of(DomainException failure, String instance) {
        ProblemType type = typeOf(failure);
        List<FieldError> errors = failure instanceof DomainException.Invalid invalid ? invalid.errors() : List.of();
        Response.ResponseBuilder response = response(type, detail(failure), instance, errors);
        switch (failure) {
            case DomainException.LimitExceeded limit ->
                response.header(HttpHeaders.RETRY_AFTER, seconds(limit.retryAfter()));
            case DomainException.Unavailable away ->
                response.header(HttpHeaders.RETRY_AFTER, seconds(away.retryAfter()));
            case DomainException.Unauthenticated ignored -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            default -> {}
        }
        return response.build();
    }

    /** The message of a Broken is internal and only logged. */
    private static String detail(DomainException failure) {
        return failure instanceof DomainException.Broken || failure.getMessage() == null
                ? typeOf(failure).explanation()
                : failure.getMessage();
    }

    static Response.ResponseBuilder response(
            ProblemType type, String detail, String instance, List<FieldError> errors) {
        return Response.status(type.status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(type, detail, instance, errors));
    }

    /** Whole seconds, rounded up: a client that waits so long must not be refused for the same reason again. */
    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }
}
