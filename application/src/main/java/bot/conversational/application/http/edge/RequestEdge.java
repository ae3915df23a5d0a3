package bot.conversational.application.http.edge;

import bot.conversational.application.http.metrics.RequestTracer;
import bot.conversational.application.http.metrics.RequestTracer.Trace;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What every request meets first, whatever serves it: its id, on its answer and on each log line of this thread, and
 * the headers that every answer has.
 */
public final class RequestEdge {

    private final AllowedOrigins origins;
    private final RequestTracer traces;

    public RequestEdge(AllowedOrigins origins, RequestTracer traces) {
        this.origins = origins;
        this.traces = traces;
    }

    /**
     * Takes a request in. The thread that serves it must {@link #leave} afterwards.
     *
     * @param header gives a header of the request; null when there is none
     * @param path as it was sent
     * @param setHeader of the answer
     * @param addHeader of the answer, beside others of its name
     * @return to be logged when the answer is over
     */
    public RequestLine enter(
            Function<String, @Nullable String> header,
            String method,
            String path,
            BiConsumer<String, String> setHeader,
            BiConsumer<String, String> addHeader) {
        String id = RequestId.of(header.apply(RequestId.HEADER));
        setHeader.accept(RequestId.HEADER, id);
        SecurityHeaders.set(path, setHeader);
        origins.tell(header.apply(HttpHeader.ORIGIN.asString()), addHeader);
        MDC.put(RequestId.MDC_KEY, id);
        Trace trace = traces.begin(header);
        if (!trace.id().isEmpty()) {
            MDC.put(RequestLine.TRACE_KEY, trace.id());
        }
        return new RequestLine(id, method, path, System.nanoTime(), trace);
    }

    /** Ends what {@link #enter} began on this thread. */
    public void leave(RequestLine line) {
        line.trace().leave();
        MDC.remove(RequestId.MDC_KEY);
        if (!line.trace().id().isEmpty()) {
            MDC.remove(RequestLine.TRACE_KEY);
        }
    }
}
