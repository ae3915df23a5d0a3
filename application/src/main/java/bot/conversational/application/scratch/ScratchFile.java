package bot.conversational.application.scratch;

import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.shared.DomainException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A temporary file that is written once, and gone when it is closed. */
public sealed class ScratchFile implements FileContent, Closeable permits NamedScratchFile {

    private final FileChannel bytes;
    private long size;

    ScratchFile(FileChannel bytes) {
        this.bytes = bytes;
    }

    /**
     * One that has lost its name already, so that nothing is left of it, however the process ends.
     *
     * @throws DomainException.Unavailable when there is no disk for it
     */
    public static ScratchFile nameless() {
        try {
            return new ScratchFile(open(
                    Files.createTempFile("upload", null),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** Opens a file that was just made. One that cannot be opened is deleted, since nobody else knows of it. */
    static FileChannel open(Path made, OpenOption... options) throws IOException {
        try {
            return FileChannel.open(made, options);
        } catch (IOException failed) {
            Files.deleteIfExists(made);
            throw failed;
        }
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
        try {
            bytes.close();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    static DomainException unavailable(IOException cause) {
        return new DomainException.Unavailable("There is no disk for the file.", cause);
    }
}
