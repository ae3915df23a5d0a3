package bot.conversational.adapters.llm.stream;

import bot.conversational.adapters.llm.failure.ModelFailures;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a body, each as soon as it is there. They end with LF, CR or both; the last one may end with the body. A
 * byte order mark in front is skipped. For one thread.
 */
final class Lines {

    /** Bytes of a line: more than any part of an answer has, and less than would harm the node. */
    static final int LONGEST = 8 * 1024 * 1024;

    private static final int USUAL = 2_048;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream body;
    private byte[] bytes = new byte[USUAL];
    private int start;
    private int end;
    private int next;
    private int filled;
    private boolean atBegin = true;
    private boolean behindReturn;

    Lines(InputStream body) {
        this.body = body;
    }

    /**
     * Goes to the next line; blocks until it is complete.
     *
     * @return false at the end of the body
     * @throws bot.conversational.adapters.llm.failure.ModelFailure when it is longer than {@link #LONGEST}
     */
    boolean next() throws IOException {
        start = next;
        int looked = next;
        while (true) {
            for (; looked < filled; looked++) {
                byte one = bytes[looked];
                if (one == '\n' && behindReturn && looked == start) {
                    start++;
                    behindReturn = false;
                } else if (one == '\n' || one == '\r') {
                    behindReturn = one == '\r';
                    return ended(looked, looked + 1);
                }
            }
            looked -= start;
            boolean more = fill();
            looked += start;
            if (!more) {
                return looked > start && ended(looked, looked);
            }
        }
    }

    private boolean ended(int lineEnd, int nextLine) {
        end = lineEnd;
        next = nextLine;
        if (atBegin) {
            atBegin = false;
            if (startsWith(BYTE_ORDER_MARK)) {
                start += BYTE_ORDER_MARK.length;
            }
        }
        return true;
    }

    /** Reads more behind what is there of the line, which is moved to the front if need be. */
    private boolean fill() throws IOException {
        if (filled == bytes.length) {
            if (start > 0) {
                System.arraycopy(bytes, start, bytes, 0, filled - start);
                filled -= start;
                start = 0;
            } else if (filled >= LONGEST) {
                throw ModelFailures.unreadable("a line of it is too long");
            } else {
                bytes = Arrays.copyOf(bytes, filled * 2);
            }
        }
        int read = body.read(bytes, filled, bytes.length - filled);
        filled += Math.max(read, 0);
        return read >= 0;
    }

    /** The buffer that the line is in, until the next one is gone to. */
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    /** Behind the last byte of the line. */
    int end() {
        return end;
    }

    boolean isEmpty() {
        return start == end;
    }

    byte at(int place) {
        return bytes[start + place];
    }

    boolean startsWith(byte[] prefix) {
        return Arrays.equals(bytes, start, Math.min(start + prefix.length, end), prefix, 0, prefix.length);
    }

    /** Leaves the first bytes of the line out. */
    void skip(int count) {
        start += count;
    }

    void skipBlanks() {
        while (start < end && (bytes[start] == ' ' || bytes[start] == '\t')) {
            start++;
        }
    }

    /** Whether the line is this, but for blanks behind it. */
    boolean is(byte[] text) {
        int last = end;
        while (last > start && bytes[last - 1] == ' ') {
            last--;
        }
        return Arrays.equals(bytes, start, last, text, 0, text.length);
    }
}
