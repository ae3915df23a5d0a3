package bot.conversational.application.http.json;

import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;
import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Refuses JSON that is not UTF-8 to the letter. Jackson takes characters in more bytes than they need, which others
 * read as something else, halves of surrogate pairs, and UTF-16.
 */
final class StrictUtf8 extends InputDecorator {

    private static final long serialVersionUID = 1;

    @Override
    public InputStream decorate(IOContext context, InputStream in) {
        return new Checked(in);
    }

    /** Null: the bytes are read as they are. */
    @Override
    public @Nullable InputStream decorate(IOContext context, byte[] bytes, int offset, int length) throws IOException {
        new Check().add(bytes, offset, length);
        return null;
    }

    @Override
    public Reader decorate(IOContext context, Reader text) {
        return text;
    }

    private static final class Checked extends FilterInputStream {

        private final Check check = new Check();

        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            check.add(bytes, offset, read);
            return read;
        }
    }

    /** Of bytes that come one after the other (RFC 3629, 4). */
    private static final class Check {

        /** Bytes of the character that are yet to come, and what the next of them may be. */
        private int left;

        private int least;
        private int most;

        void add(byte[] bytes, int offset, int length) throws CharConversionException {
            for (int i = offset; i < offset + length; i++) {
                if (left > 0 || bytes[i] <= 0) {
                    add(bytes[i] & 0xFF);
                }
            }
        }

        private void add(int next) throws CharConversionException {
            if (left > 0) {
                if (next < least || next > most) {
                    throw new CharConversionException("not UTF-8");
                }
                left--;
                least = 0x80;
                most = 0xBF;
            } else {
                begin(next);
            }
        }

        private void begin(int first) throws CharConversionException {
            least = 0x80;
            most = 0xBF;
            if (first >= 0xC2 && first <= 0xDF) {
                left = 1;
            } else if (first >= 0xE0 && first <= 0xEF) {
                left = 2;
                least = first == 0xE0 ? 0xA0 : least; // no shorter
                most = first == 0xED ? 0x9F : most; // no surrogate
            } else if (first >= 0xF0 && first <= 0xF4) {
                left = 3;
                least = first == 0xF0 ? 0x90 : least;
                most = first == 0xF4 ? 0x8F : most; // no more than U+10FFFF
            } else {
                throw new CharConversionException("not UTF-8"); // a NUL, too, which JSON writes as an escape
            }
        }
    }
}
