package bot.conversational.application.http.edge;

import bot.conversational.application.http.metrics.RequestTimes.Route;
import bot.conversational.application.http.metrics.RouteFilter;
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

/**
 * Takes every request of the servlets in, finds out where it comes from, times it, and writes its {@link RequestLine}.
 */
public final class RequestFilter implements Filter {

    private final RequestEdge edge;
    private final ClientAddresses addresses;
    private final RouteFilter routes;

    public RequestFilter(RequestEdge edge, ClientAddresses addresses, RouteFilter routes) {
        this.edge = edge;
        this.addresses = addresses;
        this.routes = routes;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        RequestLine line = edge.enter(
                request::getHeader,
                request.getMethod(),
                request.getRequestURI(),
                response::setHeader,
                response::addHeader);
        try {
            addresses.remember(request);
            chain.doFilter(request, response);
        } finally {
            edge.leave(line);
            Route route = routes.of(request);
            route.record(response.getStatus(), line.age());
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new WhenComplete(() -> line.log(route, response.getStatus())));
            } else {
                line.log(route, response.getStatus());
            }
        }
    }

    /** An answer that continues after its call. */
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
