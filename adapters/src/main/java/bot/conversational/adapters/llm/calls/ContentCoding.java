package bot.conversational.adapters.llm.calls;

import bot.conversational.adapters.llm.failure.ModelFailures;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** How a body is packed. Only some proxies pack a stream, and some do so unasked. */
final class ContentCoding {

    /** The value of {@code Accept-Encoding}. A stream that is not packed arrives sooner. */
    static final String ACCEPTED = "identity, gzip;q=0.5";

    /** Of a wrapper, by RFC 1950 (2.2): its first byte ends with the one, both together are divisible by the other. */
    private static final int METHOD = 8;

    private static final int CHECK = 31;

    private ContentCoding() {}

    /**
     * The body itself, unpacked while it arrives.
     *
     * @param coding the value of {@code Content-Encoding}; empty when there is none
     */
    static InputStream unpacked(InputStream body, String coding) throws IOException {
        return switch (coding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> new GZIPInputStream(body);
            case "deflate" -> deflated(new BufferedInputStream(body));
            default -> throw ModelFailures.unreadable("it is packed in an unknown way");
        };
    }

    /** RFC 9110 (8.4.1.2): some servers leave out the wrapper that begins with the method and a checksum. */
    private static InputStream deflated(InputStream body) throws IOException {
        body.mark(2);
        int method = body.read();
        int flags = body.read();
        body.reset();
        boolean hasWrapper = (method & 0x0F) == METHOD && ((method << 8) | flags) % CHECK == 0;
        return new InflaterInputStream(body, new Inflater(!hasWrapper));
    }
}
