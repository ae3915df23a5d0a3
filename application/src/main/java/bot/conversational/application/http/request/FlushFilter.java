package bot.conversational.application.http.request;

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

/**
 * Lets streams of events go out at once, and nothing else before its end: a short answer that is not flushed tells its
 * length, and a client that is cut off behind it still has all of it.
 *
 * <p>Jersey knows only all or nothing. It holds back the first 8 KB of everything, which is the first seconds of a stream,
 * or flushes everything.
 */
public final class FlushFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** An event of a stream goes out at once, and is seldom longer; Jetty's usual 32 KB would be kept as long as it lasts. */
    private static final int STREAM_BUFFER = 1_024;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new Response(response));
    }

    private static final class Response extends HttpServletResponseWrapper {

        private @Nullable ServletOutputStream output;

        Response(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            ServletOutputStream known = output;
            if (known == null) {
                if (isStream()) {
                    setBufferSize(STREAM_BUFFER);
                }
                known = new Output(super.getOutputStream(), this);
                output = known;
            }
            return known;
        }

        @Override
        public void flushBuffer() throws IOException {
            if (isStream()) {
                super.flushBuffer();
            }
        }

        boolean isStream() {
            String type = getContentType();
            return type != null && type.startsWith("text/event-stream");
        }
    }

    private static final class Output extends ServletOutputStream {

        private final ServletOutputStream server;
        private final Response response;

        Output(ServletOutputStream server, Response response) {
            this.server = server;
            this.response = response;
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
        public void flush() throws IOException {
            if (response.isStream()) {
                server.flush();
            }
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
