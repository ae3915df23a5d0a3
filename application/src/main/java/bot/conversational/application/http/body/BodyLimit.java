package bot.conversational.application.http.body;

import java.time.Duration;

/**
 * What the body of a call may cost.
 *
 * @param bytes that it may have
 * @param kept of them in memory at once
 * @param patience how long may be waited for all of it
 */
public record BodyLimit(long bytes, long kept, Duration patience) {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration FILE_PATIENCE = Duration.ofSeconds(60);

    /** Of a file, bytes a second beyond {@link #FILE_PATIENCE}. */
    private static final long FILE_RATE = 64 * 1024;

    /** The buffers that a file goes through. */
    private static final long FILE_BUFFERS = 128 * 1024;

    /** Of a body that is read into memory. */
    public static BodyLimit ofBytes(long bytes) {
        return new BodyLimit(bytes, bytes, PATIENCE);
    }

    /** Of a body that goes to disk piece by piece. */
    public static BodyLimit ofFile(long bytes) {
        return new BodyLimit(bytes, FILE_BUFFERS, FILE_PATIENCE.plusSeconds(bytes / FILE_RATE));
    }

    /** The same when it is known how long the body is. */
    BodyLimit announced(long length) {
        return kept == bytes ? this : new BodyLimit(bytes, kept, FILE_PATIENCE.plusSeconds(length / FILE_RATE));
    }
}
