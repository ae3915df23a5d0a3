package bot.conversational.application.scratch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One that others open by its path, as a zip is. */
public final class NamedScratchFile extends ScratchFile {

    private final Path path;
    private final Runnable closed;

    NamedScratchFile(Path path, Runnable closed) throws IOException {
        super(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        this.path = path;
        this.closed = closed;
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            ScratchFiles.delete(path);
        } finally {
            try {
                super.close();
            } finally {
                closed.run();
            }
        }
    }
}
