package bot.conversational.application.transfer.archive;

import bot.conversational.domain.shared.DomainException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a file is unpacked to, until it is more than it may be. */
final class BoundedInput extends FilterInputStream {

    private final String name;
    private final Unpacked unpacked;
    private final long most;
    private long read;

    /** All bytes that were unpacked so far, of all members. */
    static final class Unpacked {
        private final long most;
        private final ReadListener listener;
        private long bytes;
        private long expected;

        Unpacked(long most, ReadListener listener) {
            this.most = most;
            this.listener = listener;
        }

        /** How many there will be, as the file says. */
        void expect(long all) {
            expected = all;
        }

        private void add(int more) {
            bytes += more;
            if (bytes > most) {
                throw new DomainException.Invalid("file", "unpacks to more than " + most + " bytes");
            }
            listener.read(expected <= 0 ? 0 : Math.min(1, (double) bytes / expected));
        }
    }

    /** @param most bytes that it may have */
    BoundedInput(InputStream in, String name, long most, Unpacked unpacked) {
        super(in);
        this.name = name;
        this.most = most;
        this.unpacked = unpacked;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > most) {
            throw new DomainException.Invalid("file", "has " + name + ", which unpacks to more than it may");
        }
        unpacked.add(bytes);
    }
}
