package bot.conversational.application.http.edge;

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
import org.slf4j.MDC;

/**
 * Names every request, finds out where it comes from, sets the headers that every answer has, and writes its
 * {@link RequestLine}.
 */
public final class RequestFilter implements Filter {

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
            RequestLine line = new RequestLine(id, request.getMethod(), request.getRequestURI(), start);
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new WhenComplete(() -> line.log(response.getStatus())));
            } else {
                line.log(response.getStatus());
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
