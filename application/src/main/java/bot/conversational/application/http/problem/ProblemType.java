package bot.conversational.application.http.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The catalogue of problems: what a client may meet, each with a page of its own under {@code /problems/}. */
public enum ProblemType {
    MALFORMED_REQUEST(
            400,
            "Malformed request",
            "The request cannot be read: broken JSON, an unknown field, a wrong type,"
                    + " a changed cursor, a NUL or half a surrogate pair in a text."),
    UNAUTHENTICATED(
            401,
            "Not logged in",
            "The call needs a session, and the token is missing, unknown, expired or ended;"
                    + " or the e-mail address or the password of a log-in is wrong."),
    FORBIDDEN(403, "Not allowed", "The role of the account does not allow the call."),
    NOT_FOUND(404, "Not found", "The resource does not exist, or belongs to another user."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "The path exists, but not with this method; see the Allow header."),
    NOT_ACCEPTABLE(406, "Not acceptable", "No media type of the Accept header is supported."),
    REQUEST_TIMEOUT(408, "Request timeout", "The body of the request came too slowly."),
    CONFLICT(409, "Conflict", "The current state forbids the call: the e-mail address is taken, or a turn is running."),
    BODY_TOO_LARGE(413, "Body too large", "The body of the request is longer than the service takes."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "Unsupported media type", "The body of the request is not of a type that the call takes."),
    INVALID(422, "Invalid value", "The request is well-formed, but a value breaks a rule; see errors."),
    HEADERS_TOO_LARGE(431, "Headers too large", "The headers of the request are longer than the service takes."),
    LIMIT_EXCEEDED(429, "Limit exceeded", "A limit of the caller is reached; try again after Retry-After seconds."),
    INTERNAL_ERROR(500, "Internal error", "An internal error; the log has the details under the request id."),
    MODEL_FAILED(
            502, "Language model failed", "The language model failed; the question is stored and can be regenerated."),
    UNAVAILABLE(
            503,
            "Unavailable",
            "The service is temporarily unavailable; nothing was changed. Try again after Retry-After."),
    MODEL_TIMED_OUT(504, "Language model timed out", "The language model timed out; the question is stored.");

    private final int status;
    private final String title;
    private final String explanation;

    ProblemType(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String explanation() {
        return explanation;
    }

    /** What a problem says when nothing more is known: a path that does not exist is nobody's. */
    public String detail() {
        return this == NOT_FOUND ? "There is no such path." : explanation;
    }

    /** The last part of the problem's path. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String uri() {
        return "/problems/" + slug();
    }

    public static Optional<ProblemType> bySlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    /** The catalogue's entry for a status of the web server. */
    public static ProblemType byStatus(int status) {
        return Arrays.stream(values())
                .filter(type -> type.status == status)
                .findFirst()
                .orElse(status >= 500 ? INTERNAL_ERROR : MALFORMED_REQUEST);
    }
}
