package bot.conversational.application.http.edge;

import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The origins whose pages may call the service and read its answers: those listed, letter by letter, and no others.
 * Those callers send a token and never a cookie, so credentials are not allowed.
 */
public final class AllowedOrigins {

    private static final String READABLE =
            "X-Request-Id, RateLimit, RateLimit-Policy, Retry-After, Idempotent-Replayed, Server-Timing,"
                    + " X-Cache, X-Ignored-Parameters, X-Should-Retry";

    private final Set<String> origins;

    /** @param origins such as {@code https://chat.example.com}; empty: none */
    public AllowedOrigins(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /**
     * Says in an answer whether its page may read it.
     *
     * @param origin of the page; null when none calls
     * @param addHeader of the answer
     */
    public void tell(@Nullable String origin, BiConsumer<String, String> addHeader) {
        if (!origins.isEmpty()) {
            addHeader.accept("Vary", "Origin");
        }
        if (origin != null && allow(origin)) {
            addHeader.accept("Access-Control-Allow-Origin", origin);
            addHeader.accept("Access-Control-Expose-Headers", READABLE);
        }
    }

    /** Whether pages of this origin may call. */
    boolean allow(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }
}
