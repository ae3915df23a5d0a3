package bot.conversational.adapters.llm;

import bot.conversational.domain.chat.StreamPace;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/**
 * A model's answer, taken up at a {@link StreamPace}: what comes within a pause stays in the connection and is then read
 * without another. A pause begins when everything that was there is read, which shows by the reader's having to wait for
 * more; but not before an answer shows that it comes in many pieces. For one thread; it may be closed by another.
 */
final class PacedBody extends FilterInputStream {

    /** Who waits so long waits for the model, and not for this machine. */
    private static final long A_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** An answer that comes in one go has its text, and perhaps its end, to be waited for. */
    private static final int WAITS_BEFORE_THE_FIRST_PAUSE = 2;

    private final StreamPace pace;
    private boolean allWasRead;
    private int waits;

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
        if (allWasRead) {
            pause();
        }
        long begin = System.nanoTime();
        int read = in.read(bytes, from, length);
        boolean waited = System.nanoTime() - begin > A_WAIT_NANOS;
        waits += waited ? 1 : 0;
        allWasRead = waited && waits > WAITS_BEFORE_THE_FIRST_PAUSE;
        return read;
    }

    private void pause() throws InterruptedIOException {
        try {
            Thread.sleep(pace.pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two pieces");
        }
    }
}
