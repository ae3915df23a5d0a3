package bot.conversational.application.http.edge;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of one request, on its answer and on each of its log lines. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";
    public static final String MDC_KEY = "requestId";

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestId() {}

    /** The caller's own when it is well-formed, else a fresh one. */
    public static String of(@Nullable String given) {
        if (given != null && SHAPE.matcher(given).matches()) {
            return given;
        }
        byte[] random = new byte[12];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
