package bot.conversational.application.http.edge;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers what browsers ask before a page of an allowed origin calls. Not Jetty's handler, which takes patterns where a
 * list is meant, and answers before a request has its id.
 */
public final class CorsFilter implements Filter {

    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
    private static final String REQUEST_HEADERS =
            "Authorization, Cache-Control, Content-Type, Idempotency-Key, Last-Event-ID, X-On-Behalf-Of, X-Request-Id";

    /** What the clients of OpenAI's API add to every call, of which no page can leave one out. */
    private static final Pattern OF_CLIENTS = Pattern.compile("(?i)(x-stainless|openai)-[a-z-]{1,40}");

    private static final int MOST_OF_CLIENTS = 20;
    private static final String ONE_HOUR = "3600";

    private final AllowedOrigins origins;

    public CorsFilter(AllowedOrigins origins) {
        this.origins = origins;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        if (isPreflight(request) && origins.allow(request.getHeader("Origin"))) {
            response.setHeader("Access-Control-Allow-Methods", METHODS);
            response.setHeader(
                    "Access-Control-Allow-Headers",
                    REQUEST_HEADERS + ofClients(request.getHeader("Access-Control-Request-Headers")));
            response.setHeader("Access-Control-Max-Age", ONE_HOUR);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        chain.doFilter(request, response);
    }

    private static String ofClients(@Nullable String asked) {
        return asked == null
                ? ""
                : Arrays.stream(asked.split(","))
                        .map(String::strip)
                        .filter(name -> OF_CLIENTS.matcher(name).matches())
                        .limit(MOST_OF_CLIENTS)
                        .map(name -> ", " + name)
                        .collect(Collectors.joining());
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }
}
