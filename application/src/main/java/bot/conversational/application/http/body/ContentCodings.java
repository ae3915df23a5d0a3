package bot.conversational.application.http.body;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The codings that a body may come in: none, or gzip. */
final class ContentCodings {

    private static final String GZIP = "gzip";

    private ContentCodings() {}

    /**
     * Whether a body is to be inflated.
     *
     * @param coding the header; null when there is none
     * @throws NotSupportedException for any other coding: read as it is, the body would mean something else
     */
    static boolean isGzip(@Nullable String coding) {
        return switch (coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> false;
            case GZIP, "x-gzip" -> true;
            default ->
                throw new NotSupportedException(Response.status(Response.Status.UNSUPPORTED_MEDIA_TYPE)
                        .header(HttpHeaders.ACCEPT_ENCODING, GZIP)
                        .build());
        };
    }
}
