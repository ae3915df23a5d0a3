package bot.conversational.application.http.edge;

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
 */
public record RequestLine(String id, String method, String path, long start) {

    private static final Logger LOG = LoggerFactory.getLogger("bot.conversational.http");
    private static final int MAX_LOGGED_PATH = 200;

    /** Of an invitation: whoever reads it there could use it. */
    private static final Pattern TOKEN = Pattern.compile("(?i)(/invitations/).*");

    /** Nanoseconds since the start. */
    public long age() {
        return System.nanoTime() - start;
    }

    /** The path without what must not be logged. */
    static String logged(String path) {
        String open = TOKEN.matcher(path).replaceFirst("$1-");
        return open.length() > MAX_LOGGED_PATH ? open.substring(0, MAX_LOGGED_PATH) : open;
    }

    /** Writes it. */
    public void log(int status) {
        try (MDC.MDCCloseable ignored = MDC.putCloseable(RequestId.MDC_KEY, id)) {
            LOG.info("{} {} {} {} ms", method, logged(path), status, TimeUnit.NANOSECONDS.toMillis(age()));
        }
    }
}
