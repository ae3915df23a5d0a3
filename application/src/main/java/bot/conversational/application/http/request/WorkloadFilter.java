package bot.conversational.application.http.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Refuses calls beyond the {@link Workload} at once, before anything was done for them. */
public final class WorkloadFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final String SECONDS = "1";

    private final transient Workload workload;

    public WorkloadFilter(Workload workload) {
        this.workload = workload;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!workload.enter()) {
            response.setHeader("Retry-After", SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            workload.leave();
        }
    }
}
