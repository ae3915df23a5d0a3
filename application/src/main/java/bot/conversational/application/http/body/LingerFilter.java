package bot.conversational.application.http.body;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets those get their answer who are refused while they are still sending; see {@link UnreadBody}. */
public final class LingerFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final int REFUSED = 400;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (response.getStatus() >= REFUSED && response.containsHeader("Connection")) {
            response.getOutputStream().close(); // ends our half of the connection too
            UnreadBody.drain(request.getInputStream());
        }
    }
}
