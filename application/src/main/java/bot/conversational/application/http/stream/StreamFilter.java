package bot.conversational.application.http.stream;

import bot.conversational.application.http.tuning.UnflushedResponse;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a {@link StreamedBody} when its call is otherwise done, on a thread of its own. A call's stack, and Jersey's
 * state of it, would otherwise stay in memory as long as the stream lasts; they are several times as large as the
 * stream itself.
 */
public final class StreamFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(StreamFilter.class);
    private static final String BODY = StreamedBody.class.getName();
    private static final long FOREVER = 0;

    /**
     * A stream is flushed piece by piece, and a piece is seldom longer; Jetty's usual 32 KB would be held all the time.
     */
    private static final int BUFFER = 512;

    /** Has the body written as that of the request's answer, once its call is over. */
    static void leave(StreamedBody body, HttpServletRequest request) {
        request.setAttribute(BODY, body);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new UnflushedResponse(response));
        if (request.getAttribute(BODY) instanceof StreamedBody body) {
            request.removeAttribute(BODY);
            if (request.getMethod().equals("HEAD")) {
                response.flushBuffer(); // or the web server would say that there is nothing
                return;
            }
            response.setBufferSize(BUFFER);
            AsyncContext rest = request.startAsync();
            rest.setTimeout(FOREVER);
            Thread.ofVirtual().name("stream").start(() -> write(body, response, rest));
        }
    }

    private static void write(StreamedBody body, HttpServletResponse response, AsyncContext rest) {
        try {
            body.writeTo(response.getOutputStream());
        } catch (IOException gone) {
            // The reader has: nothing that operators need a stack trace for.
        } catch (RuntimeException mistake) {
            LOG.error("a stream was aborted", mistake);
        } finally {
            rest.complete();
        }
    }
}
