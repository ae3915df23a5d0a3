package bot.conversational.application.http.problem;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.DomainException.FieldError;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells problems as clients of OpenAI's API know failures. Each type of problem has one form there: what made the problem
 * is mapped in one place only, and asked here no more than where the code says more than the type.
 */
public final class OpenAiErrors {

    /** Where this form of failures holds. */
    public static final String PREFIX = "/v1/";

    /** The clients' own retries would ask a model that failed nine times. */
    private static final String SHOULD_RETRY = "x-should-retry";

    private static final int KEY_REUSED = 422;
    private static final int NO_SUCH_MODEL = 404;

    /** How a failure is told: its status, and two words. */
    private record Form(int status, String type, String code) {

        static Form request(int status, String code) {
            return new Form(status, "invalid_request_error", code);
        }
    }

    private OpenAiErrors() {}

    /** @param path of a call */
    public static boolean concern(String path) {
        return path.startsWith(PREFIX) || path.equals("/v1");
    }

    /** A failure, where there is no status to send any more. */
    public static ErrorEnvelope of(DomainException failure) {
        ProblemType type = ProblemResponses.typeOf(failure);
        return envelope(form(type, failure), ProblemResponses.problem(failure, PREFIX), failure);
    }

    /** A problem that the web server made by itself. */
    static ErrorEnvelope of(ProblemType type, Problem problem) {
        return envelope(form(type, null), problem, null);
    }

    /** The status that a problem has here. */
    static int status(ProblemType type) {
        return form(type, null).status();
    }

    /**
     * The same response in this form; its headers stay.
     *
     * @param failure that made it
     */
    static Response response(Response response, Throwable failure) {
        if (!(response.getEntity() instanceof Problem problem)) {
            return response;
        }
        ProblemType type = ProblemType.bySlug(
                        problem.type().substring(problem.type().lastIndexOf('/') + 1))
                .orElse(ProblemType.INTERNAL_ERROR);
        Form form = form(type, failure);
        Response.ResponseBuilder told = Response.fromResponse(response)
                .status(form.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(envelope(form, problem, failure));
        if (type == ProblemType.MODEL_FAILED
                || type == ProblemType.MODEL_TIMED_OUT
                || failure instanceof DomainException.DaySpent) {
            told.header(SHOULD_RETRY, "false");
        }
        return told.build();
    }

    private static Form form(ProblemType type, @Nullable Throwable failure) {
        return switch (failure) {
            case OpenAiFailure told -> Form.request(usual(type).status(), told.code());
            case DomainException.KeyReused ignored -> Form.request(KEY_REUSED, "idempotency_key_reused");
            case DomainException.DaySpent ignored ->
                new Form(type.status(), "insufficient_quota", "insufficient_quota");
            case DomainException.PromptTooLong ignored -> Form.request(400, "context_length_exceeded");
            case DomainException.Malformed ignored -> Form.request(usual(type).status(), "invalid_value");
            case DomainException.Invalid invalid
            when field(invalid).equals("model") -> Form.request(NO_SUCH_MODEL, "model_not_found");
            case null, default -> usual(type);
        };
    }

    /** A new type does not compile until it has its form here. */
    private static Form usual(ProblemType type) {
        return switch (type) {
            case MALFORMED_REQUEST -> Form.request(400, "invalid_json");
            case INVALID -> Form.request(400, "invalid_value");
            case UNAUTHENTICATED -> Form.request(401, "invalid_api_key");
            case FORBIDDEN -> new Form(403, "permission_error", "insufficient_permissions");
            case NOT_FOUND -> Form.request(404, "not_found");
            case METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    REQUEST_TIMEOUT,
                    BODY_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    HEADERS_TOO_LARGE -> Form.request(type.status(), type.name().toLowerCase(Locale.ROOT));
            case CONFLICT -> new Form(409, "conflict_error", "conversation_busy");
            case LIMIT_EXCEEDED -> new Form(429, "rate_limit_error", "rate_limit_exceeded");
            case INTERNAL_ERROR -> new Form(500, "server_error", "internal_error");
            case MODEL_FAILED -> new Form(502, "server_error", "model_failed");
            case UNAVAILABLE -> new Form(503, "server_error", "unavailable");
            case MODEL_TIMED_OUT -> new Form(504, "server_error", "model_timeout");
        };
    }

    private static ErrorEnvelope envelope(Form form, Problem problem, @Nullable Throwable failure) {
        String param = "";
        String message = problem.detail();
        if (failure instanceof OpenAiFailure told) {
            param = told.param();
        } else if (failure instanceof DomainException.PromptTooLong) {
            param = "messages";
        } else if (failure instanceof DomainException.Invalid invalid) {
            String field = field(invalid);
            param = spelt(field);
            message = message.startsWith(field) ? param + message.substring(field.length()) : message;
        }
        return new ErrorEnvelope(
                new ErrorEnvelope.Told(message, form.type(), param.isEmpty() ? null : param, form.code()));
    }

    private static String field(DomainException.Invalid invalid) {
        return invalid.errors().stream().findFirst().map(FieldError::field).orElse("");
    }

    /** The domain's {@code maxTokens} is {@code max_tokens} here; headers keep their names. */
    private static String spelt(String field) {
        return field.contains("-")
                ? field
                : field.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
