package bot.conversational.application.http.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a {@link StreamedBody} when everything else about its call is done, on a thread of its own: what is on the stack of
 * a call, and what Jersey knows of it, would otherwise be kept as long as the stream lasts, and is several times as much as
 * the stream itself.
 *
 * <p>Nothing else goes out before its end: a short answer that is not flushed tells its length, and a client that is cut off
 * behind it still has all of it. Jersey would flush everything, or hold back the first 8 KB of everything.
 */
public final class StreamFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(StreamFilter.class);
    private static final String BODY = StreamedBody.class.getName();
    private static final long FOREVER = 0;

    /** What is streamed is flushed piece by piece, and a piece is seldom longer; Jetty's usual 32 KB would be kept all the time. */
    private static final int BUFFER = 512;

    /** Has the body written as that of the request's answer, once its call is over. */
    static void leave(StreamedBody body, HttpServletRequest request) {
        request.setAttribute(BODY, body);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new Unflushed(response));
        if (request.getAttribute(BODY) instanceof StreamedBody body
                && !request.getMethod().equals("HEAD")) {
            request.removeAttribute(BODY);
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
            LOG.error("a stream broke off", mistake);
        } finally {
            rest.complete();
        }
    }

    private static final class Unflushed extends HttpServletResponseWrapper {

        private @Nullable ServletOutputStream output;

        Unflushed(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            ServletOutputStream known = output;
            if (known == null) {
                known = new Output(super.getOutputStream());
                output = known;
            }
            return known;
        }

        @Override
        public void flushBuffer() {
            // at the end
        }
    }

    private static final class Output extends ServletOutputStream {

        private final ServletOutputStream server;

        Output(ServletOutputStream server) {
            this.server = server;
        }

        @Override
        public void write(int b) throws IOException {
            server.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            server.write(bytes, from, length);
        }

        @Override
        public void flush() {
            // at the end
        }

        @Override
        public void close() throws IOException {
            server.close();
        }

        @Override
        public boolean isReady() {
            return server.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            server.setWriteListener(listener);
        }
    }
}
