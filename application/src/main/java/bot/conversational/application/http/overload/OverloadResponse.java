package bot.conversational.application.http.overload;

import bot.conversational.application.http.body.UnreadBody;
import bot.conversational.application.http.edge.AllowedOrigins;
import bot.conversational.application.http.problem.JettyProblems;
import bot.conversational.application.http.problem.ProblemType;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The problem of a node that has enough to do. Those who are refused are many and must cost the others little: they get
 * all headers that an answer has, but no line of their own in the log.
 */
public final class OverloadResponse implements Request.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(OverloadResponse.class);
    private static final String SECONDS = "1";
    private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(1);

    private final JettyProblems problems;
    private final AllowedOrigins origins;
    private final LongAdder untold = new LongAdder();
    private final AtomicLong told = new AtomicLong(System.nanoTime() - BETWEEN_LINES);

    public OverloadResponse(JettyProblems problems, AllowedOrigins origins) {
        this.problems = problems;
        this.origins = origins;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.RETRY_AFTER, SECONDS);
        origins.tell(request.getHeaders().get(HttpHeader.ORIGIN), headers::add);
        response.setStatus(ProblemType.UNAVAILABLE.status());
        tell();
        if (!UnreadBody.isLeft(request)) {
            return problems.handle(request, response, callback);
        }
        VirtualThreads.execute(
                request.getComponents().getExecutor(), () -> refuseAndReadOn(request, response, callback));
        return true;
    }

    private void refuseAndReadOn(Request request, Response response, Callback callback) {
        try (Blocker.Callback sent = Blocker.callback()) {
            problems.handle(request, response, sent);
            sent.block();
        } catch (Exception gone) {
            callback.failed(gone);
            return;
        }
        UnreadBody.drain(Content.Source.asInputStream(request));
        callback.succeeded();
    }

    private void tell() {
        untold.increment();
        long last = told.get();
        long now = System.nanoTime();
        if (now - last >= BETWEEN_LINES && told.compareAndSet(last, now)) {
            LOG.warn("load shedding: {} calls refused since the last such line", untold.sumThenReset());
        }
    }
}
