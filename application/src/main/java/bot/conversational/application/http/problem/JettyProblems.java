package bot.conversational.application.http.problem;

import bot.conversational.application.http.body.UnreadBody;
import bot.conversational.application.http.edge.RequestId;
import bot.conversational.application.http.edge.SecurityHeaders;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Failures before any resource (a bad URI, headers too large), as problems too. After an unreadable request Jetty
 * closes the connection without announcing it; a client without that notice sends its next request on it and gets no
 * answer. After all other failures the connection stays usable.
 */
public final class JettyProblems implements Request.Handler {

    /** Jetty's name for an unreadable request. */
    private static final String UNREADABLE = "/badMessage";

    private final ObjectMapper mapper;

    public JettyProblems(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws JsonProcessingException {
        String path = path(request);
        ProblemType type = type(path, response.getStatus());
        Problem problem = Problem.of(type, type.detail(), path, List.of());
        HttpFields.Mutable headers = response.getHeaders();
        boolean openAi = OpenAiErrors.concern(path);
        response.setStatus(openAi ? OpenAiErrors.status(type) : type.status());
        SecurityHeaders.set(path, headers::put);
        headers.put(HttpHeader.CONTENT_TYPE, openAi ? "application/json" : Problem.MEDIA_TYPE);
        if (UNREADABLE.equals(path) || UnreadBody.isLeft(request)) {
            headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        if (!headers.contains(RequestId.HEADER)) {
            headers.put(RequestId.HEADER, RequestId.of(request.getHeaders().get(RequestId.HEADER)));
        }
        Object body = openAi ? OpenAiErrors.of(type, problem) : problem;
        response.write(true, ByteBuffer.wrap(mapper.writeValueAsBytes(body)), callback);
        return true;
    }

    /** Whatever the web server's parser throws, it is of what the client sent. */
    private static ProblemType type(String path, int status) {
        ProblemType type = ProblemType.byStatus(status);
        return type == ProblemType.INTERNAL_ERROR && UNREADABLE.equals(path) ? ProblemType.MALFORMED_REQUEST : type;
    }

    private static String path(Request request) {
        @Nullable
        String path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
        return path == null ? "/" : path;
    }
}
