package bot.conversational.application.http.body;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection in two steps when a request is refused whose body is still being sent. First the answer says
 * {@code Connection: close}, so that the client does not use the connection again: the server would take the rest of
 * the body for a request. Then, with the answer sent, the rest of the body is read for a while: see {@link UnreadBody}.
 *
 * <p>The servlet filter and the Jersey filter do one step each.
 */
public final class LingeringClose extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final int REFUSED = 400;

    /** Says that the connection closes. */
    public static final class Announcement implements ContainerResponseFilter {

        @Context
        private @Nullable HttpServletRequest servletRequest;

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
            HttpServletRequest served = servletRequest;
            if (served != null && response.getStatus() >= REFUSED && isUnread(served)) {
                response.getHeaders().putSingle("Connection", "close");
            }
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (response.getStatus() >= REFUSED && response.containsHeader("Connection")) {
            response.getOutputStream().close(); // ends our half of the connection too
            UnreadBody.drain(request.getInputStream());
        }
    }

    private static boolean isUnread(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length == 0 || length < 0 && request.getHeader("Transfer-Encoding") == null) {
            return false;
        }
        ServletInputStream body = request.getInputStream();
        try {
            return !body.isFinished() && (length < 0 || body.available() < length);
        } catch (IOException unreadable) {
            return true;
        }
    }
}
