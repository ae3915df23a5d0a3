package bot.conversational.application.http.overload;

import bot.conversational.application.http.body.IdleTimeout;
import bot.conversational.application.http.problem.OpenAiErrors;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;

/**
 * Refuses calls beyond the {@link ConcurrencyLimit} at once. It is the first of all handlers, since refused calls may
 * be many times the served ones. Static pages and preflight requests of browsers do not count.
 *
 * <p>It runs on the thread that reads from all connections, and passes calls to be served to a thread of their own: a
 * refusal that had to wait for a thread would wait for the served calls.
 */
public final class LoadShedding extends Handler.Wrapper {

    private static final String CALLS = "/api/";
    private static final String OPEN_AI_CALLS = OpenAiErrors.PREFIX;

    private final ConcurrencyLimit workload;
    private final UserCalls calls;
    private final Request.Handler refusal;

    /** @param refusal answers calls that are too many, without blocking */
    public LoadShedding(ConcurrencyLimit workload, UserCalls calls, Request.Handler refusal) {
        this.workload = workload;
        this.calls = calls;
        this.refusal = refusal;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean counts = isCall(request);
        if (counts && !workload.reserve()) {
            return refusal.handle(request, response, callback);
        }
        VirtualThreads.execute(request.getComponents().getExecutor(), () -> serve(request, response, callback, counts));
        return true;
    }

    /** The web server's own work around its first handler. */
    private void serve(Request request, Response response, Callback callback, boolean counts) {
        if (counts) {
            workload.takeOver();
            IdleTimeout.remember(request);
            UserCalls.Call call = calls.begin();
            Request.addCompletionListener(request, end -> call.end());
        }
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Throwable failure) {
            Response.writeError(request, response, callback, failure);
        } finally {
            workload.leave();
            calls.leave();
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private static boolean isCall(Request request) {
        String path = request.getHttpURI().getCanonicalPath();
        return path != null
                && (path.startsWith(CALLS) || path.startsWith(OPEN_AI_CALLS))
                && !HttpMethod.OPTIONS.is(request.getMethod());
    }
}
