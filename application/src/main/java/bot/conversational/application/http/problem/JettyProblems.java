package bot.conversational.application.http.problem;

import bot.conversational.application.http.request.RequestId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Failures that no resource has met (a bad URI, headers too large), as problems too. After what it cannot
 * read Jetty closes the connection without saying so; a client that is not told sends its next request on it and gets no
 * answer. After all others the connection is good for more.
 */
public final class JettyProblems implements Request.Handler {

    /** What Jetty calls a request that it could not read. */
    private static final String UNREADABLE = "/badMessage";

    private final ObjectMapper mapper;

    public JettyProblems(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws JsonProcessingException {
        ProblemType type = ProblemType.byStatus(response.getStatus());
        String path = request.getHttpURI() == null ? "/" : request.getHttpURI().getPath();
        Problem problem = Problem.of(type, type.explanation(), path == null ? "/" : path, List.of());
        response.setStatus(type.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (UNREADABLE.equals(path) || !request.consumeAvailable()) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        if (!response.getHeaders().contains(RequestId.HEADER)) {
            HttpField given = request.getHeaders().getField(RequestId.HEADER);
            response.getHeaders().put(RequestId.HEADER, RequestId.of(given == null ? null : given.getValue()));
        }
        byte[] body = mapper.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
