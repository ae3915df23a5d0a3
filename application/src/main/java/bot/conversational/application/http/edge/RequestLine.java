package bot.conversational.application.http.edge;

import bot.conversational.application.http.metrics.RequestTimes;
import bot.conversational.application.http.metrics.RequestTracer;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The line that a request has in the log: method, path without query, status and milliseconds; never a body or a
 * parameter.
 *
 * @param id the request's, on this line too
 * @param start of the request, by {@link System#nanoTime}
 * @param trace that it belongs to
 */
public record RequestLine(String id, String method, String path, long start, RequestTracer.Trace trace) {

    /** Of the trace's id in log lines, as OpenTelemetry has it. */
    public static final String TRACE_KEY = "trace_id";

    private static final Logger LOG = LoggerFactory.getLogger("bot.conversational.http");
    private static final int MAX_LOGGED_PATH = 200;

    /** Of an invitation or a share: whoever reads it there could use it. */
    private static final Pattern TOKEN = Pattern.compile("(?i)(/(?:invitations|shared)/).*");

    /** Nanoseconds since the start. */
    public long age() {
        return System.nanoTime() - start;
    }

    /** The path without what must not be logged. */
    static String logged(String path) {
        String open = TOKEN.matcher(path).replaceFirst("$1-");
        return open.length() > MAX_LOGGED_PATH ? open.substring(0, MAX_LOGGED_PATH) : open;
    }

    /** Writes it, when the answer is over. */
    public void log(RequestTimes.Route route, int status) {
        trace.end(route, status);
        if (trace.id().isEmpty()) {
            write(status);
        } else {
            try (MDC.MDCCloseable ignored = MDC.putCloseable(TRACE_KEY, trace.id())) {
                write(status);
            }
        }
    }

    private void write(int status) {
        try (MDC.MDCCloseable ignored = MDC.putCloseable(RequestId.MDC_KEY, id)) {
            LOG.info("{} {} {} {} ms", method, logged(path), status, TimeUnit.NANOSECONDS.toMillis(age()));
        }
    }
}
