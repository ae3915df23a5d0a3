package bot.conversational.adapters.llm.calls;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A model's answer, taken up with pauses, those of a {@link bot.conversational.domain.shared.StreamPace}: what comes
 * within a pause stays in the connection and is then read without another. A pause begins when everything that was
 * there is read, which shows by the reader's having to wait for more; but none does for a while after a silence. For
 * one thread; it may be closed by another.
 */
final class BatchingInputStream extends FilterInputStream {

    /** Who waits so long waits for the model, and not for this machine. */
    private static final long A_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /**
     * After so long a wait there is not much to be read together. An answer that arrives in one go is complete as long
     * after its first piece, even on a machine that is short of time.
     */
    private static final long A_SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Supplier<Duration> pauses;
    private boolean allWasRead;
    private long flowingSince = System.nanoTime();

    /** @param pauses the length of each, asked for when it begins */
    BatchingInputStream(InputStream body, Supplier<Duration> pauses) {
        super(body);
        this.pauses = pauses;
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
        long now = System.nanoTime();
        if (now - begin > A_SILENCE_NANOS) {
            flowingSince = now;
        }
        allWasRead = now - begin > A_WAIT_NANOS && now - flowingSince > A_SILENCE_NANOS;
        return read;
    }

    private void pause() throws InterruptedIOException {
        try {
            Thread.sleep(pauses.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two pieces");
        }
    }
}
