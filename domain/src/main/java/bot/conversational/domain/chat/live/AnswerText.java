package bot.conversational.domain.chat.live;

import bot.conversational.domain.shared.DomainException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of an answer while it grows. Offsets are counted in UTF-8 bytes and lie between code points, so that they
 * mean the same in memory, Redis, PostgreSQL and clients. Characters that no store can hold (a NUL, half a surrogate
 * pair) become U+FFFD; a pair that arrives in two deltas is joined. Safe for one writer and many readers.
 */
public final class AnswerText {

    private static final int REPLACEMENT = 0xFFFD;

    private byte[] utf8 = new byte[256];
    private int size;
    private String heldBack = "";

    /** A text that is complete. */
    static AnswerText of(String text) {
        AnswerText complete = new AnswerText();
        complete.append(text);
        complete.close();
        return complete;
    }

    synchronized void append(String delta) {
        String text = heldBack + delta;
        boolean half = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
        int complete = text.length() - (half ? 1 : 0);
        heldBack = text.substring(complete);
        write(text.substring(0, complete));
    }

    /** No more comes: half a pair will never be a whole one. */
    public synchronized void close() {
        write(heldBack);
        heldBack = "";
    }

    /** In bytes. */
    public synchronized long size() {
        return size;
    }

    /**
     * The text behind an offset; empty at the end or beyond.
     *
     * @throws DomainException.Malformed when the offset is negative or within a code point
     */
    public synchronized String from(long offset) {
        if (offset < 0 || (offset < size && (utf8[(int) offset] & 0xC0) == 0x80)) {
            throw new DomainException.Malformed("The offset is not between two characters of the answer.");
        }
        return offset >= size ? "" : new String(utf8, (int) offset, size - (int) offset, StandardCharsets.UTF_8);
    }

    /** The bytes that a text takes. */
    public static long sizeOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void write(String text) {
        byte[] bytes = wellFormed(text).getBytes(StandardCharsets.UTF_8);
        if (size + bytes.length > utf8.length) {
            utf8 = Arrays.copyOf(utf8, Math.max(2 * utf8.length, size + bytes.length));
        }
        System.arraycopy(bytes, 0, utf8, size, bytes.length);
        size += bytes.length;
    }

    private static String wellFormed(String text) {
        boolean clean = text.codePoints().noneMatch(AnswerText::unkeepable);
        return clean
                ? text
                : text.codePoints()
                        .map(point -> unkeepable(point) ? REPLACEMENT : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean unkeepable(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
}
