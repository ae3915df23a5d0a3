package bot.conversational.application.http.edge;

import java.util.function.BiConsumer;

/** Headers that prevent browsers from interpreting an answer as anything but its type. */
public final class SecurityHeaders {

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

    /** The pages that show the contract: scripts, styles and pictures of our own. */
    private static final String DOCS = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " frame-ancestors 'none'; base-uri 'none'";

    private SecurityHeaders() {}

    /**
     * @param path that was asked for
     * @param set sets a header of the answer
     */
    public static void set(String path, BiConsumer<String, String> set) {
        boolean docs = path.startsWith("/docs");
        set.accept("Content-Security-Policy", docs ? DOCS : NOTHING);
        set.accept("X-Content-Type-Options", "nosniff");
        set.accept("X-Frame-Options", "DENY");
        set.accept("Referrer-Policy", "no-referrer");
        set.accept("Cross-Origin-Opener-Policy", "same-origin");
        set.accept("Cache-Control", "no-store");
    }
}
