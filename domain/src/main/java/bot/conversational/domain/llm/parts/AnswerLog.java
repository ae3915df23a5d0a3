package bot.conversational.domain.llm.parts;

import bot.conversational.domain.shared.DomainException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer while it grows, as one text that stores and other nodes copy piece by piece. An answer of nothing but text
 * is that text. A part begins with a mark, see {@link Marks}. Offsets count UTF-8 bytes, marks included, and lie between
 * code points, so that they mean the same in memory, Redis and PostgreSQL. Characters that no store can hold (a NUL,
 * half a surrogate pair) and those that delimit marks become U+FFFD; a pair that arrives in two deltas is joined. Safe
 * for one writer and many readers.
 */
public final class AnswerLog {

    private byte[] utf8 = new byte[256];
    private int size;
    private String heldBack = "";
    private @Nullable String signature;
    private boolean inText = true;
    private boolean marked;

    /** The log of an answer that is complete. */
    public static AnswerLog of(Content content) {
        AnswerLog log = new AnswerLog();
        for (Part part : content.inParts()) {
            if (part instanceof Part.Text(String text)) {
                log.append(new Delta.Text(text));
            } else {
                log.append(new Delta.Opened(part));
            }
        }
        log.close();
        return log;
    }

    public synchronized void append(Delta delta) {
        switch (delta) {
            case Delta.Text(String text) -> {
                sign();
                if (!inText) {
                    mark(Marks.text());
                }
                inText = true;
                write(text);
            }
            case Delta.Opened(Part part) -> {
                sign();
                mark(Marks.opening(part));
                inText = false;
                write(Marks.growing(part));
                signature = Marks.signature(part);
            }
            case Delta.More(String text) -> write(text);
            case Delta.Foreign foreign -> append(new Delta.Text(foreign.text()));
            case Delta.Signed(String signed) -> signature = signed;
        }
    }

    /** No more comes: half a pair will never be a whole one. */
    public synchronized void close() {
        sign();
        flush();
    }

    /** In bytes. */
    public synchronized long size() {
        return size;
    }

    /** The log behind an offset between two code points; empty at the end or beyond. */
    public synchronized String from(long offset) {
        return offset >= size ? "" : new String(utf8, (int) offset, size - (int) offset, StandardCharsets.UTF_8);
    }

    /** Gives what came so far to a reader of deltas. */
    public void replay(Consumer<Delta> deltas) {
        AnswerLogReader reader = AnswerLogReader.fromStart(Place.START);
        reader.feed(from(0));
        for (Optional<AnswerLogReader.Piece> piece = reader.next(); piece.isPresent(); piece = reader.next()) {
            deltas.accept(piece.get().delta());
        }
    }

    /** The answer so far. */
    public Content content() {
        return AnswerLogReader.content(from(0));
    }

    /**
     * Reads from a place on. It may lie behind the end: then from there on, once there is so much.
     *
     * @throws DomainException.Malformed when it lies within a code point
     */
    public synchronized AnswerLogReader reader(Place place) {
        if (marked || place.marks() > 0 || place.bytes() > size) {
            return AnswerLogReader.fromStart(place);
        }
        int offset = (int) place.bytes();
        if (offset < 0 || (offset < size && (utf8[offset] & 0xC0) == 0x80)) {
            throw new DomainException.Malformed("The answer has no such place.");
        }
        return AnswerLogReader.inText(offset);
    }

    /** The bytes that a piece of a log takes. */
    public static long sizeOf(String piece) {
        return piece.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The signature stands behind the reasoning, whenever it came, so that logs of equal answers are equal. */
    private void sign() {
        if (signature != null) {
            mark(Marks.signature(signature));
            signature = null;
        }
    }

    private void mark(String mark) {
        flush();
        marked = true;
        put(mark);
    }

    private void write(String delta) {
        String text = heldBack + delta;
        boolean half = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
        int complete = text.length() - (half ? 1 : 0);
        heldBack = text.substring(complete);
        put(Marks.clean(text.substring(0, complete)));
    }

    private void flush() {
        put(Marks.clean(heldBack));
        heldBack = "";
    }

    private void put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (size + bytes.length > utf8.length) {
            utf8 = Arrays.copyOf(utf8, Math.max(2 * utf8.length, size + bytes.length));
        }
        System.arraycopy(bytes, 0, utf8, size, bytes.length);
        size += bytes.length;
    }
}
