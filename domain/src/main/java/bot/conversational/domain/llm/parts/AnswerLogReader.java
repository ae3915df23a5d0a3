package bot.conversational.domain.llm.parts;

import bot.conversational.domain.shared.DomainException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Reads a log that is given to it bit by bit, from a place on. For one thread. */
public final class AnswerLogReader {

    /**
     * What arrived.
     *
     * @param index of its part in the answer
     * @param end the place behind it
     */
    public record Piece(Delta delta, int index, Place end) {}

    private final Place start;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private long fed;
    private String unread = "";
    private long bytes;
    private int marks;
    private int index = -1;
    private boolean inText;

    private AnswerLogReader(Place start, long from) {
        this.start = start;
        this.fed = from;
        this.bytes = from;
        if (from > 0) {
            index = 0;
            inText = true;
        }
    }

    /** A reader of a whole log that leaves out what is before the place. */
    public static AnswerLogReader fromStart(Place place) {
        return new AnswerLogReader(place, 0);
    }

    /** A reader that begins in the text that a log begins with. */
    static AnswerLogReader inText(long offset) {
        return new AnswerLogReader(new Place(offset, 0), offset);
    }

    /** The answer that a log has so far. */
    public static Content content(String log) {
        if (log.indexOf(Marks.BEGIN) < 0) {
            return Content.of(log);
        }
        AnswerLogReader reader = fromStart(Place.START);
        reader.feed(log);
        ContentBuilder content = new ContentBuilder();
        for (Optional<Piece> piece = reader.next(); piece.isPresent(); piece = reader.next()) {
            content.add(piece.get().delta());
        }
        return content.content();
    }

    /** Where in the log, in bytes, the next text to be fed begins. */
    public long offset() {
        return fed;
    }

    /** Whether it came to the place where it was to begin. */
    public boolean began() {
        return bytes > start.bytes() || (bytes == start.bytes() && marks >= start.marks());
    }

    /** The next piece of what was fed. */
    public Optional<Piece> next() {
        return Optional.ofNullable(pieces.poll());
    }

    /**
     * Takes the log's next text.
     *
     * @throws DomainException.Malformed when the answer has no place like the one to begin at
     */
    public void feed(String text) {
        fed += AnswerLog.sizeOf(text);
        String log = unread + text;
        int at = 0;
        while (at < log.length()) {
            int begin = log.indexOf(Marks.BEGIN, at);
            grow(log.substring(at, begin < 0 ? log.length() : begin));
            int end = begin < 0 ? -1 : log.indexOf(Marks.END, begin);
            if (end < 0) {
                unread = begin < 0 ? "" : log.substring(begin);
                return;
            }
            mark(Marks.read(log.substring(begin + 1, end)));
            at = end + 1;
        }
        unread = "";
    }

    private void grow(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (index < 0) {
            index = 0;
            inText = true;
        }
        String rest = behindStart(text);
        bytes += AnswerLog.sizeOf(text);
        marks = 0;
        if (!rest.isEmpty()) {
            emit(inText ? new Delta.Text(rest) : new Delta.More(rest));
        }
    }

    private String behindStart(String text) {
        long skipped = start.bytes() - bytes;
        if (skipped < 0 || (skipped == 0 && marks >= start.marks())) {
            return text;
        }
        if (skipped == 0) {
            throw nowhere();
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (skipped >= utf8.length) {
            return "";
        }
        if ((utf8[(int) skipped] & 0xC0) == 0x80 || start.marks() > 0) {
            throw nowhere();
        }
        return new String(utf8, (int) skipped, utf8.length - (int) skipped, StandardCharsets.UTF_8);
    }

    private void mark(Delta delta) {
        boolean before = !began();
        marks++;
        if (delta instanceof Delta.Opened(Part part)) {
            index++;
            inText = part instanceof Part.Text;
        }
        if (!before && !(inText && delta instanceof Delta.Opened)) {
            emit(delta);
        }
    }

    private void emit(Delta delta) {
        pieces.add(new Piece(delta, index, new Place(bytes, marks)));
    }

    /** The place where a reader was to begin does not exist. */
    public static DomainException.Malformed nowhere() {
        return new DomainException.Malformed("The answer has no such place.");
    }
}
