package bot.conversational.application.transfer.archive;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** The lines of a text, of which each is cut behind what a conversation may have: it is no JSON then. */
final class BoundedLines {

    private static final int LONGEST = 40 << 20;

    private final Reader text;
    private int number;

    /** @param text buffered */
    BoundedLines(Reader text) {
        this.text = text;
    }

    /** Of the line that was read last, from 1. */
    int number() {
        return number;
    }

    /** The next line, or empty at the end. */
    Optional<String> next() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = text.read();
        if (next < 0) {
            return Optional.empty();
        }
        number++;
        for (; next >= 0 && next != '\n'; next = text.read()) {
            if (line.length() < LONGEST) {
                line.append((char) next);
            }
        }
        return Optional.of(line.toString());
    }
}
