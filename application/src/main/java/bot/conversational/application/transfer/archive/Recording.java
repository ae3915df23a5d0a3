package bot.conversational.application.transfer.archive;

import java.nio.file.Path;

/**
 * A file of recordings.
 *
 * @param name as its user knows it, which reports have
 */
public record Recording(Path path, String name) {

    /** A file of this machine by its own name. */
    public static Recording of(Path path) {
        return new Recording(path, String.valueOf(path.getFileName()));
    }
}
