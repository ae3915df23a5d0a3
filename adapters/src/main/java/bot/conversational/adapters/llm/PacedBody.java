package bot.conversational.adapters.llm;

import bot.conversational.domain.chat.StreamPace;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * A model's answer, taken up at a {@link StreamPace}: what comes within a pause stays in the connection and is then read in
 * one piece. The first read waits for nothing but the model. For one thread; it may be closed by another.
 */
final class PacedBody extends FilterInputStream {

    private final StreamPace pace;
    private long lastRead = System.nanoTime() - Duration.ofDays(1).toNanos();

    PacedBody(InputStream body, StreamPace pace) {
        super(body);
        this.pace = pace;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (in.available() == 0) {
            pause();
        }
        int read = in.read(bytes, from, length);
        lastRead = System.nanoTime();
        return read;
    }

    private void pause() throws InterruptedIOException {
        long left = pace.pause().toNanos() - (System.nanoTime() - lastRead);
        if (left <= 0) {
            return;
        }
        try {
            Thread.sleep(Duration.ofNanos(left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two pieces");
        }
    }
}
