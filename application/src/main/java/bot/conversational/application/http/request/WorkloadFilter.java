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

    private final transient Workload workload;
    private final transient Refusal refusal;

    /** @param refusal what calls get that are too many */
    public WorkloadFilter(Workload workload, Refusal refusal) {
        this.workload = workload;
        this.refusal = refusal;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!workload.enter()) {
            if (UnreadBodyFilter.isUnread(request)) {
                response.setHeader("Connection", "close");
            }
            refusal.answer(request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            workload.leave();
        }
    }
}
