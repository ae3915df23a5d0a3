package bot.conversational.application.http.problem;

import bot.conversational.application.http.request.Refusal;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * The problem of a node that has enough to do. It is written in place and not left to {@link JettyProblems}, to which the
 * container comes by a second dispatch: those who are refused are many and must cost the others little.
 */
public final class FullNode implements Refusal {

    private static final ProblemType TYPE = ProblemType.UNAVAILABLE;
    private static final String SECONDS = "1";

    private final ObjectMapper mapper;

    public FullNode(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body =
                mapper.writeValueAsBytes(Problem.of(TYPE, TYPE.explanation(), request.getRequestURI(), List.of()));
        response.setStatus(TYPE.status());
        response.setHeader("Retry-After", SECONDS);
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
