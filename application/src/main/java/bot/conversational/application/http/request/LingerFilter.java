package bot.conversational.application.http.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Reads on for a while after refusing a request whose body is still on its way. A connection that is closed on unread bytes
 * is reset, and a client that is still sending sees the reset in place of its answer.
 */
public final class LingerFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final int REFUSED = 400;
    private static final long ENOUGH_BYTES = 8L * 1024 * 1024;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (response.getStatus() >= REFUSED && response.containsHeader("Connection")) {
            response.getOutputStream().close(); // ends our half of the connection too
            readOn(request.getInputStream());
        }
    }

    private static void readOn(ServletInputStream body) {
        long start = System.nanoTime();
        byte[] piece = new byte[8 * 1024];
        long received = 0;
        try {
            while (received < ENOUGH_BYTES && System.nanoTime() - start < LONG_ENOUGH.toNanos()) {
                int read = body.read(piece);
                if (read < 0) {
                    return;
                }
                received += read;
            }
        } catch (IOException gone) {
            return; // it has its answer
        }
    }
}
