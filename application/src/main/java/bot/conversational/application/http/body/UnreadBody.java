package bot.conversational.application.http.body;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a body whose request was refused. A connection that is closed on unread bytes is reset, and a client that
 * is still sending sees the reset in place of its answer.
 */
public final class UnreadBody {

    private static final int READS = 16;

    /** More than that of a file that is somewhat too large. */
    private static final long ENOUGH_BYTES = 32L * 1024 * 1024;

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

    private UnreadBody() {}

    /**
     * Whether more of the body is on its way than a few reads find here. Jetty's own look at it would forbid to read
     * on.
     */
    public static boolean isLeft(Request request) {
        for (int i = 0; i < READS; i++) {
            Content.@Nullable Chunk chunk = request.read();
            if (chunk == null) {
                return true;
            }
            chunk.release();
            if (chunk.isLast()) {
                return false;
            }
        }
        return true;
    }

    /** Reads on for a while, after the whole answer was sent. */
    public static void drain(InputStream body) {
        long start = System.nanoTime();
        byte[] piece = new byte[8 * 1024];
        long received = 0;
        try {
            while (received < ENOUGH_BYTES && System.nanoTime() - start < LONG_ENOUGH.toNanos()) {
                int read = body.read(piece);
                if (read < 0) {
                    return;
                }
                received += read;
            }
        } catch (IOException gone) {
            return; // it has its answer
        }
    }
}
