package bot.conversational.adapters.llm.stream;

import bot.conversational.adapters.llm.failure.ModelFailures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The JSON of an answer's body, each value as soon as it is there: the data of server-sent events, or the body itself
 * where it is JSON, be it a line for each piece or one document. It ends with the body or with {@code [DONE]}.
 *
 * <p>One read gives the data of one line at most, so that {@link #toldAsError} is about what was read last. Events need
 * no empty line between them, since JSON tells by itself where it ends.
 */
final class EventData extends InputStream {

    private static final byte[] DATA = ascii("data");
    private static final byte[] EVENT = ascii("event");
    private static final byte[] ERROR = ascii("error");
    private static final byte[] DONE = ascii("[DONE]");

    private final Lines lines;
    private boolean bare;
    private boolean error;
    private boolean done;
    private boolean inLine;

    EventData(InputStream body) {
        this.lines = new Lines(body);
    }

    /** Whether what was read last is from an event of the type {@code error}. */
    boolean toldAsError() {
        return error;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!inLine) {
            if (done || !lines.next()) {
                return -1;
            }
            inLine = holdsData();
        }
        int copied = Math.min(length, lines.end() - lines.start());
        System.arraycopy(lines.bytes(), lines.start(), to, from, copied);
        lines.skip(copied);
        if (copied < length) {
            to[from + copied++] = '\n';
            inLine = false;
        }
        return copied;
    }

    /** Looks at the line, and moves on to its data if it has any. */
    private boolean holdsData() {
        if (lines.isEmpty()) {
            error = false;
            return false;
        }
        lines.skipBlanks();
        if (isField(DATA)) {
            skipName(DATA);
            done = lines.is(DONE);
            return !done && !lines.isEmpty();
        }
        if (isField(EVENT)) {
            skipName(EVENT);
            error = lines.is(ERROR);
            return false;
        }
        return isJson();
    }

    /** Fields of events never begin like JSON, and JSON of several lines never has one like a field. */
    private boolean isJson() {
        if (lines.isEmpty() || lines.at(0) == ':') {
            return false;
        }
        if (lines.at(0) == '<') {
            throw ModelFailures.unreadable("it is a page");
        }
        bare |= lines.at(0) == '{' || lines.at(0) == '[';
        return bare;
    }

    private boolean isField(byte[] name) {
        int length = lines.end() - lines.start();
        return lines.startsWith(name) && (length == name.length || lines.at(name.length) == ':');
    }

    private void skipName(byte[] name) {
        lines.skip(Math.min(name.length + 1, lines.end() - lines.start()));
        lines.skipBlanks();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
