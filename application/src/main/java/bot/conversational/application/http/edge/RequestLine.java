package bot.conversational.application.http.edge;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The line that a request has in the log: method, path without query, status and milliseconds; never a body or a
 * parameter.
 *
 * @param id the request's, on this line too
 * @param start of the request, by {@link System#nanoTime}
 */
public record RequestLine(String id, String method, String path, long start) {

    private static final Logger LOG = LoggerFactory.getLogger("bot.conversational.http");
    private static final int MAX_LOGGED_PATH = 200;

    /** Nanoseconds since the start. */
    public long age() {
        return System.nanoTime() - start;
    }

    /** Writes it. */
    public void log(int status) {
        try (MDC.MDCCloseable ignored = MDC.putCloseable(RequestId.MDC_KEY, id)) {
            LOG.info(
                    "{} {} {} {} ms",
                    method,
                    path.length() > MAX_LOGGED_PATH ? path.substring(0, MAX_LOGGED_PATH) : path,
                    status,
                    TimeUnit.NANOSECONDS.toMillis(age()));
        }
    }
}
