package bot.conversational.application.http.files;

import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.shared.DomainException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * The body of an upload in a temporary file. The file has lost its name when this is made, so that nothing is left of
 * it, however the process ends.
 */
public final class ReceivedFile implements FileContent, Closeable {

    private static final int BUFFER = 64 * 1024;

    private final FileChannel bytes;
    private long size;

    private ReceivedFile(FileChannel bytes) {
        this.bytes = bytes;
    }

    /** @throws DomainException.Unavailable when there is no disk for it */
    static ReceivedFile empty() {
        try {
            return new ReceivedFile(FileChannel.open(
                    Files.createTempFile("upload", null),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** @throws DomainException.Malformed when the sender goes away before the end */
    void receive(InputStream body) {
        byte[] buffer = new byte[BUFFER];
        for (int read = next(body, buffer); read >= 0; read = next(body, buffer)) {
            append(ByteBuffer.wrap(buffer, 0, read));
        }
    }

    private static int next(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException gone) {
            throw new DomainException.Malformed("The body ended too early.");
        }
    }

    private void append(ByteBuffer received) {
        try {
            while (received.hasRemaining()) {
                size += bytes.write(received);
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] chunk(int n) {
        long start = (long) n * CHUNK;
        ByteBuffer chunk = ByteBuffer.allocate(Math.toIntExact(Math.min(CHUNK, size - start)));
        try {
            while (chunk.hasRemaining() && bytes.read(chunk, start + chunk.position()) >= 0) {
                // a read may give less than there is
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
        return chunk.array();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private static DomainException unavailable(IOException cause) {
        return new DomainException.Unavailable("The file cannot be received now.", cause);
    }
}
