package bot.conversational.application.http.body;

import jakarta.ws.rs.ClientErrorException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A body within its {@link BodyLimit}. Only the time of waiting for the sender counts: the service may be busy for
 * longer before it begins to read. How fast the sender was so far does not matter.
 */
final class BoundedBody extends FilterInputStream {

    private static final int TOO_SLOW = 408;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final BodyLimit limit;
    private final BodyBudget.Claim claim;
    private final LongSupplier nanoTime;
    private final LongConsumer nextWait;
    private long received;
    private long waited;

    /** @param nextWait is told how many milliseconds the next read may last, at least 1, when it may have to wait */
    BoundedBody(InputStream in, BodyLimit limit, BodyBudget.Claim claim, LongSupplier nanoTime, LongConsumer nextWait) {
        super(in);
        this.limit = limit;
        this.claim = claim;
        this.nanoTime = nanoTime;
        this.nextWait = nextWait;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (in.available() == 0) {
            nextWait.accept(Math.max(1, left() / NANOS_PER_MILLI));
        }
        long start = nanoTime.getAsLong();
        try {
            int read = super.read(bytes, offset, length);
            waited += nanoTime.getAsLong() - start;
            count(read);
            return read;
        } catch (IOException failure) {
            if (failure.getCause() instanceof TimeoutException) {
                throw new ClientErrorException(TOO_SLOW, failure);
            }
            throw failure;
        }
    }

    private long left() {
        return limit.patience().toNanos() - waited;
    }

    private void count(int read) {
        received += Math.max(0, read);
        if (received > limit.bytes()) {
            throw BodyLimitFilter.tooLarge();
        }
        if (read > 0 && left() < 0) {
            throw new ClientErrorException(TOO_SLOW);
        }
        claim.ensure(Math.min(received, limit.kept()));
    }
}
