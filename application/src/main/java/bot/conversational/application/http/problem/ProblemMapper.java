package bot.conversational.application.http.problem;

import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.google.common.base.Throwables;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.CharConversionException;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maps every exception of a call to a problem, and logs it, once: mistakes of callers without a trace, ours with one.
 */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    @Context
    private @Nullable UriInfo uri;

    @Override
    public Response toResponse(Throwable failure) {
        return toResponse(failure, uri == null ? "/" : "/" + uri.getPath());
    }

    /** @param instance the path of the call that failed */
    public static Response toResponse(Throwable failure, String instance) {
        Response response = switch (failure) {
            case DomainException domain -> ProblemResponses.of(domain, instance);
            case ReplayedFailure again -> replayed(again, instance);
            case OpenAiFailure told -> ProblemResponses.of(told.failure(), instance);
            case JacksonException json -> unreadable(json, instance);
            case WebApplicationException web -> web(web, instance);
            case HttpException jetty -> unreadable(ProblemType.byStatus(jetty.getCode()), instance);
            default -> fromCause(failure, instance);
        };
        log(response.getStatus(), failure);
        return OpenAiErrors.concern(instance) ? OpenAiErrors.response(response, cause(failure)) : response;
    }

    /** What a library wrapped, or an earlier call met. */
    private static Throwable cause(Throwable failure) {
        return failure instanceof DomainException || failure instanceof OpenAiFailure || failure.getCause() == null
                ? failure
                : failure.getCause();
    }

    private static Response replayed(ReplayedFailure again, String instance) {
        Response.ResponseBuilder response = Response.fromResponse(ProblemResponses.of(again.failure(), instance));
        again.headers().forEach(response::header);
        return response.build();
    }

    /** Records check their values in constructors; Jackson wraps what those throw. */
    private static Response unreadable(JacksonException json, String instance) {
        for (Throwable cause = json.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof DomainException domain) {
                return ProblemResponses.of(domain, instance);
            }
        }
        return ProblemResponses.response(
                        ProblemType.MALFORMED_REQUEST,
                        "The body is not valid JSON for this call" + where(json) + hint(json),
                        instance,
                        List.of())
                .build();
    }

    /** Clients of other services ask for streams by a field. */
    private static String hint(JacksonException json) {
        return json instanceof UnrecognizedPropertyException unknown
                        && unknown.getPropertyName().equals("stream")
                ? " The header Accept: text/event-stream asks for a stream."
                : "";
    }

    /** Errors that the web server finds while the body is read, or bytes that are not what they are said to be. */
    private static Response unreadable(ProblemType type, String instance) {
        return ProblemResponses.response(type, type.explanation(), instance, List.of())
                .build();
    }

    /** The field and the line, without Jackson's message, which quotes the input and names classes. */
    private static String where(JacksonException json) {
        StringBuilder where = new StringBuilder();
        if (json instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String field = field(mapping);
            where.append(": see field ").append(field.length() > 64 ? field.substring(0, 64) : field);
        }
        if (json.getLocation() != null && json.getLocation().getLineNr() > 0) {
            where.append(" (line ").append(json.getLocation().getLineNr());
            where.append(", column ").append(json.getLocation().getColumnNr()).append(')');
        }
        return where.append('.').toString();
    }

    /** Such as {@code parts[0].type}. */
    private static String field(JsonMappingException mapping) {
        StringBuilder field = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return field + (mapping instanceof InvalidTypeIdException ? ".type" : "");
    }

    private static Response web(WebApplicationException web, String instance) {
        if (web.getCause() instanceof DomainException domain) {
            return ProblemResponses.of(domain, instance);
        }
        Response original = web.getResponse();
        if (original.getStatus() < 400) {
            return original;
        }
        ProblemType type = ProblemType.byStatus(original.getStatus());
        if (type == ProblemType.UNSUPPORTED_MEDIA_TYPE) {
            return unsupported(original, instance);
        }
        Response.ResponseBuilder response = ProblemResponses.response(type, type.detail(), instance, List.of());
        String allow = original.getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? response : response.header(HttpHeaders.ALLOW, allow)).build();
    }

    /** Says what the call takes, in words and as RFC 9110 has it: JSON, unless the resource says otherwise. */
    private static Response unsupported(Response original, String instance) {
        String codings = original.getHeaderString(HttpHeaders.ACCEPT_ENCODING);
        String types =
                Objects.requireNonNullElse(original.getHeaderString(HttpHeaders.ACCEPT), MediaType.APPLICATION_JSON);
        String detail = codings == null
                ? "The body must be " + types + ", and the header Content-Type must say so."
                : "The body must have no Content-Encoding but " + codings + ".";
        return ProblemResponses.response(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail, instance, List.of())
                .header(
                        codings == null ? HttpHeaders.ACCEPT : HttpHeaders.ACCEPT_ENCODING,
                        codings == null ? types : codings)
                .build();
    }

    private static Response fromCause(Throwable failure, String instance) {
        if (failure.getCause() instanceof OpenAiFailure told) {
            return ProblemResponses.of(told.failure(), instance);
        }
        if (failure.getCause() instanceof DomainException domain) {
            return ProblemResponses.of(domain, instance);
        }
        boolean sendersFault = Throwables.getCausalChain(failure).stream().anyMatch(ProblemMapper::isOfABody);
        return unreadable(sendersFault ? ProblemType.MALFORMED_REQUEST : ProblemType.INTERNAL_ERROR, instance);
    }

    /** A body that ends within a chunk, is not compressed as it says, or is no UTF-8. */
    private static boolean isOfABody(Throwable cause) {
        return cause instanceof EofException
                || cause instanceof ZipException
                || cause instanceof CharConversionException;
    }

    private static void log(int status, Throwable failure) {
        if (status == 500) {
            LOG.error("a call failed", failure);
        } else if (status > 500) {
            // The origin by its kind only: what a store or a model says of it may quote what users wrote.
            String origin = Throwables.getRootCause(failure).getClass().getSimpleName();
            LOG.warn("a call failed: {} ({})", failure.toString(), origin);
        }
    }
}
