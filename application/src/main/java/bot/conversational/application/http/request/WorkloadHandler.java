package bot.conversational.application.http.request;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses calls beyond the {@link Workload} at once. It stands in front of everything else, since those who are refused may be
 * many times those who are served. Pages and what browsers ask before a call do not count.
 */
public final class WorkloadHandler extends Handler.Wrapper {

    private static final String CALLS = "/api/";

    private final Workload workload;
    private final Request.Handler refusal;

    /** @param refusal answers calls that are too many */
    public WorkloadHandler(Workload workload, Request.Handler refusal) {
        this.workload = workload;
        this.refusal = refusal;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isCall(request)) {
            return super.handle(request, response, callback);
        }
        if (!workload.enter()) {
            return refusal.handle(request, response, callback);
        }
        try {
            return super.handle(request, response, callback);
        } finally {
            workload.leave();
        }
    }

    private static boolean isCall(Request request) {
        String path = request.getHttpURI().getCanonicalPath();
        return path != null && path.startsWith(CALLS) && !HttpMethod.OPTIONS.is(request.getMethod());
    }
}
