package bot.conversational.domain.files;

import bot.conversational.domain.llm.parts.Part.Origin.Blob;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of users. A file is there as a whole or not at all. No method holds more than a chunk of a file in memory.
 * Each throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable;
 * nothing is then half-done.
 */
public interface FileStore {

    /** The outcome of an upload. */
    enum Outcome {
        ADDED,

        /** The user had these bytes already. */
        THERE,

        /** The user's files would take too much room together; nothing was written. */
        NO_ROOM
    }

    /**
     * Stores a file. Of the same bytes again only the media type and the name are stored, and the sweep starts to count
     * anew.
     *
     * @param content read chunk by chunk, more than once when the store has to begin again
     * @param at the time of the upload
     * @param most bytes that all files of the user may have, also when several are uploaded at once
     */
    Outcome put(UserId user, StoredFile file, FileContent content, Instant at, long most);

    Optional<StoredFile> find(UserId user, Blob blob);

    /**
     * One chunk of a file, see {@link FileContent#chunk}.
     *
     * @return empty when there is no such file, or it has fewer chunks
     */
    Optional<byte[]> chunk(UserId user, Blob blob, int n);

    /**
     * Those of the files that are there, in any order. They stay until the sweep counts from {@code at}, so that a
     * message can be written that names them.
     */
    List<StoredFile> keep(UserId user, Set<Blob> blobs, Instant at);

    /**
     * Removes some files that no message of their user names, of those uploaded, kept or swept last before a time. May
     * run on any number of nodes at once.
     *
     * @param at the time of the sweep: the files that stay are not looked at again before
     * @return whether there may be more
     */
    boolean sweep(Instant before, Instant at);
}
