package bot.conversational.adapters.llm;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.StreamPace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedBodyTest {

    private static final int PIECES = 100;
    private static final int MILLIS_BETWEEN = 2;

    /** A model with a piece of one byte every two milliseconds, which are there whether or not anybody reads. */
    private static final class Model extends InputStream {

        private final long begin = System.nanoTime();
        private int taken;

        private int there() {
            return (int) Math.min(PIECES, 1 + (System.nanoTime() - begin) / 1_000_000 / MILLIS_BETWEEN);
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
        try (InputStream body = new PacedBody(new Model(), new StreamPace(1))) {
            for (int read = body.read(all, 0, PIECES); read > 0; read = body.read(all, size, PIECES - size)) {
                lengths.add(read);
                size += read;
                if (size == PIECES) {
                    break;
                }
            }
        }
        assertThat(all[PIECES - 1]).isEqualTo((byte) (PIECES - 1));
        assertThat(lengths.size()).as("a few for each pause: %s", lengths).isLessThan(PIECES / 3);
    }

    /** What ends an answer may come a moment after its text. */
    @Test
    void answerInOneGoShouldBeReadWithoutAPause() throws IOException {
        StreamPace slow = new StreamPace(1);
        for (int i = 0; i < 10_000; i++) {
            slow.enter();
        }
        try (InputStream body = new PacedBody(new Model(), slow)) {
            long start = System.nanoTime();
            byte[] pieces = new byte[2];
            assertThat(body.read(pieces, 0, 1) + body.read(pieces, 1, 1)).isEqualTo(2);
            assertThat(System.nanoTime() - start).isLessThan(slow.pause().toNanos());
        }
    }

    @Test
    void whatIsThereShouldBeReadAtOnce() throws IOException {
        byte[] text = "a text in ten pieces".getBytes(StandardCharsets.UTF_8);
        StreamPace slow = new StreamPace(1);
        for (int i = 0; i < 10_000; i++) {
            slow.enter();
        }
        long start = System.nanoTime();
        try (InputStream body = new PacedBody(new ByteArrayInputStream(text), slow)) {
            byte[] read = new byte[text.length];
            for (int i = 0; i < text.length; i += 2) {
                assertThat(body.read(read, i, 2)).isEqualTo(2);
            }
            assertThat(read).isEqualTo(text);
        }
        assertThat(System.nanoTime() - start)
                .as("no pause between them")
                .isLessThan(9 * slow.pause().toNanos());
    }
}
