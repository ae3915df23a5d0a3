package bot.conversational.application.http.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What HTTP says of methods and the servlets behind this do not keep. HEAD has the headers of GET: the servlets serve a
 * GET, of which the web server sends no body. OPTIONS names no method that is refused.
 */
public final class MethodFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final String ALLOW = "Allow";
    private static final String REFUSED = "TRACE";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        switch (request.getMethod()) {
            case "HEAD" -> chain.doFilter(new AsGet(request), response);
            case "OPTIONS" -> chain.doFilter(request, new Options(response));
            default -> chain.doFilter(request, response);
        }
    }

    private static final class AsGet extends HttpServletRequestWrapper {

        AsGet(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }
    }

    private static final class Options extends HttpServletResponseWrapper {

        Options(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setHeader(String name, String value) {
            super.setHeader(name, ALLOW.equalsIgnoreCase(name) ? withoutRefused(value) : value);
        }

        private static String withoutRefused(String methods) {
            return Arrays.stream(methods.split(","))
                    .map(String::strip)
                    .filter(method -> !method.equals(REFUSED))
                    .collect(Collectors.joining(", "));
        }
    }
}
