package bot.conversational.application.scratch;

import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** One that others open by its path, as a zip is. */
public final class NamedScratchFile extends ScratchFile {

    private final Path path;
    private final Runnable closed;

    NamedScratchFile(Path path, FileChannel bytes, Runnable closed) {
        super(bytes);
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
