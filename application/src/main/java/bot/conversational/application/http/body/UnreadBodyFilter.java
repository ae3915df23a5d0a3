package bot.conversational.application.http.body;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Says that a connection closes when a request was refused whose body is still on its way. The web server closes it in any
 * case, since what comes then is no next request; a client that is not told sends its next one on it and gets no answer. {@link LingerFilter} takes care of the rest.
 */
public final class UnreadBodyFilter implements ContainerResponseFilter {

    private static final int REFUSED = 400;

    @Context
    private @Nullable HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
        HttpServletRequest served = servletRequest;
        if (served != null && response.getStatus() >= REFUSED && isUnread(served)) {
            response.getHeaders().putSingle("Connection", "close");
        }
    }

    static boolean isUnread(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length == 0 || length < 0 && request.getHeader("Transfer-Encoding") == null) {
            return false;
        }
        ServletInputStream body = request.getInputStream();
        return !body.isFinished() && (length < 0 || body.available() < length);
    }
}
