package bot.conversational.application.transfer.scratch;

import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.shared.DomainException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A temporary file that is written once and deleted when it is closed. */
public final class ScratchFile implements FileContent, AutoCloseable {

    private final Path path;
    private final Runnable closed;
    private final FileChannel bytes;
    private long size;

    ScratchFile(Path path, Runnable closed) throws IOException {
        this.path = path;
        this.closed = closed;
        this.bytes = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    public Path path() {
        return path;
    }

    /** @throws DomainException.Unavailable when the disk has no room */
    public void append(ByteBuffer more) {
        try {
            while (more.hasRemaining()) {
                size += bytes.write(more);
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
    public void close() {
        try (FileChannel open = bytes) {
            ScratchFiles.delete(path);
        } catch (IOException e) {
            throw unavailable(e);
        } finally {
            closed.run();
        }
    }

    private static DomainException unavailable(IOException cause) {
        return new DomainException.Unavailable("There is no disk for the file.", cause);
    }
}
