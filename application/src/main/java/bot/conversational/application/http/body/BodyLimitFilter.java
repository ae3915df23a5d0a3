package bot.conversational.application.http.body;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Refuses bodies over the limit of their path: by their announced length at once, the others when they have grown too long. One that
 * trickles in is given up, since each holds a thread. (The web server's own minimum rate counts from the request's
 * first byte, and so refuses the shortest bodies when the service is a few milliseconds late to read them.)
 */
@PreMatching
public final class BodyLimitFilter implements ContainerRequestFilter {

    /** Time that may be waited for any body, and bytes a second that a long one needs beyond it. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final long SLOWEST = 1_024;

    private final long maxBytes;
    private final Map<String, Long> ofPaths;

    /**
     * @param maxBytes of the calls that have no limit of their own
     * @param ofPaths the limits of the others, by their paths
     */
    public BodyLimitFilter(long maxBytes, Map<String, Long> ofPaths) {
        this.maxBytes = maxBytes;
        this.ofPaths = Map.copyOf(ofPaths);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        long most = ofPaths.getOrDefault("/" + request.getUriInfo().getPath(), maxBytes);
        if (request.getLength() > most) {
            throw tooLarge();
        }
        if (request.hasEntity()) {
            request.setEntityStream(new Bounded(request.getEntityStream(), most, System::nanoTime));
        }
    }

    private static ClientErrorException tooLarge() {
        return new ClientErrorException(413);
    }

    /** Only the time of waiting for the sender counts: the service may be busy for longer before it begins to read. */
    static final class Bounded extends FilterInputStream {
        private final long maxBytes;
        private final LongSupplier nanoTime;
        private long received;
        private long waited;

        Bounded(InputStream in, long maxBytes, LongSupplier nanoTime) {
            super(in);
            this.maxBytes = maxBytes;
            this.nanoTime = nanoTime;
        }

        @Override
        public int read() throws IOException {
            long start = nanoTime.getAsLong();
            int next = super.read();
            count(next < 0 ? 0 : 1, start);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long start = nanoTime.getAsLong();
            int read = super.read(bytes, offset, length);
            count(read, start);
            return read;
        }

        private void count(int read, long start) {
            waited += nanoTime.getAsLong() - start;
            received += Math.max(0, read);
            if (received > maxBytes) {
                throw tooLarge();
            }
            Duration enough = GRACE.plusSeconds(received / SLOWEST);
            if (read > 0 && waited > enough.toNanos()) {
                throw new ClientErrorException(408);
            }
        }
    }
}
