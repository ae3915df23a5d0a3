package bot.conversational.adapters.llm.calls;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.shared.StreamPace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchingInputStreamTest {

    private static final int PIECES = 250;
    private static final Duration SILENCE = Duration.ofMillis(150);
    private static final int MILLIS_BETWEEN = 2;

    private final AtomicInteger pauses = new AtomicInteger();

    /** A model with a piece of one byte every two milliseconds, which are there whether or not anybody reads. */
    private static final class Model extends InputStream {

        private final long begin;
        private int taken;

        /** @param silence before the first piece */
        Model(Duration silence) {
            begin = System.nanoTime() + silence.toNanos();
        }

        private int there() {
            long millis = Math.floorDiv(System.nanoTime() - begin, 1_000_000);
            return (int) Math.clamp(1 + Math.floorDiv(millis, MILLIS_BETWEEN), 0, PIECES);
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            if (taken == PIECES) {
                return -1;
            }
            while (there() == taken) {
                Thread.onSpinWait();
            }
            int read = Math.min(length, there() - taken);
            for (int i = 0; i < read; i++) {
                bytes[from + i] = (byte) taken++;
            }
            return read;
        }
    }

    @Test
    void piecesOfAPauseShouldBeReadTogether() throws IOException {
        List<Integer> lengths = new ArrayList<>();
        byte[] all = new byte[PIECES];
        int size = 0;
        try (InputStream body = new BatchingInputStream(new Model(Duration.ZERO), new StreamPace(1)::pause)) {
            for (int read = body.read(all, 0, PIECES); read > 0; read = body.read(all, size, PIECES - size)) {
                lengths.add(read);
                size += read;
                if (size == PIECES) {
                    break;
                }
            }
        }
        assertThat(all[PIECES - 1]).isEqualTo((byte) (PIECES - 1));
        assertThat(lengths.size()).as("a few for each pause: %s", lengths).isLessThan(PIECES / 2);
    }

    /** All that comes within a moment after a silence is awaited without a pause. */
    @Test
    void answerInOneGoShouldBeReadWithoutAPause() throws IOException {
        // A machine that stands still for a moment makes a silence of its own.
        int fewest = Integer.MAX_VALUE;
        for (int tries = 0; tries < 5 && fewest > 0; tries++) {
            fewest = Math.min(fewest, pausesInOneGo());
        }
        assertThat(fewest).as("pauses").isZero();
    }

    private int pausesInOneGo() throws IOException {
        pauses.set(0);
        try (InputStream body = new BatchingInputStream(new Model(SILENCE), this::counted)) {
            byte[] pieces = new byte[10];
            for (int i = 0; i < pieces.length; i++) {
                assertThat(body.read(pieces, i, 1)).isEqualTo(1);
            }
        }
        return pauses.get();
    }

    private Duration counted() {
        pauses.incrementAndGet();
        return Duration.ZERO;
    }

    @Test
    void whatIsThereShouldBeReadAtOnce() throws IOException {
        byte[] text = "a text in ten pieces".getBytes(StandardCharsets.UTF_8);
        try (InputStream body = new BatchingInputStream(new ByteArrayInputStream(text), this::counted)) {
            byte[] read = new byte[text.length];
            for (int i = 0; i < text.length; i += 2) {
                assertThat(body.read(read, i, 2)).isEqualTo(2);
            }
            assertThat(read).isEqualTo(text);
        }
        assertThat(pauses).as("pauses between them").hasValue(0);
    }
}
