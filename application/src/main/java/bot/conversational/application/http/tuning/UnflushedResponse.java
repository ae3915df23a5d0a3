package bot.conversational.application.http.tuning;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A response that is sent in one go at its end. A short answer then has a length, and a client that is cut off behind
 * it has all of it. Jersey would flush every answer, or hold back the first 8 KB of every one.
 *
 * <p>Remove it when Jersey can be told not to flush answers that are no streams.
 */
public final class UnflushedResponse extends HttpServletResponseWrapper {

    private @Nullable ServletOutputStream output;

    public UnflushedResponse(HttpServletResponse response) {
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
