package bot.conversational.application.http.request;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Names every request, finds out where it comes from, sets the headers that every answer has, and writes one log line: method, path without query,
 * status and milliseconds; never a body or a parameter.
 */
public final class RequestFilter implements Filter {

    private static final Logger LOG = LoggerFactory.getLogger("bot.conversational.http");
    private static final int MAX_LOGGED_PATH = 200;

    private final ClientAddresses addresses;

    public RequestFilter(ClientAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        String id = RequestId.of(request.getHeader(RequestId.HEADER));
        response.setHeader(RequestId.HEADER, id);
        SecurityHeaders.set(request.getRequestURI(), response::setHeader);
        addresses.remember(request);
        long start = System.nanoTime();
        MDC.put(RequestId.MDC_KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(RequestId.MDC_KEY);
            Line line = new Line(id, request.getMethod(), request.getRequestURI(), start);
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new WhenComplete(() -> line.log(response.getStatus())));
            } else {
                line.log(response.getStatus());
            }
        }
    }

    private record Line(String id, String method, String path, long start) {

        void log(int status) {
            try (MDC.MDCCloseable ignored = MDC.putCloseable(RequestId.MDC_KEY, id)) {
                LOG.info(
                        "{} {} {} {} ms",
                        method,
                        path.length() > MAX_LOGGED_PATH ? path.substring(0, MAX_LOGGED_PATH) : path,
                        status,
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            }
        }
    }

    /** An answer that goes on after its call. */
    private record WhenComplete(Runnable work) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            work.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // completion follows
        }

        @Override
        public void onError(AsyncEvent event) {
            // completion follows
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // it would be the next one's
        }
    }
}
