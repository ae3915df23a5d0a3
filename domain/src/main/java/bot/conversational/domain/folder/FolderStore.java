package bot.conversational.domain.folder;

import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/**
 * The folders, each visible to its owner only: another user's is exactly as absent as one that never existed. Writes of
 * one user follow each other. A folder is at the top, or in one that is. Every method throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface FolderStore {

    /** Folders of a user. */
    int MOST_OF_A_USER = 200;

    /** The outcome of a write. */
    sealed interface Outcome {

        record Kept(Folder folder) implements Outcome {}

        /** There is no such folder of this user's (any more); nothing was written. */
        record NoFolder() implements Outcome {}

        /** The user has as many as there may be; nothing was written. */
        record TooMany() implements Outcome {}

        /** The parent is none of the user's folders at the top, or the folder itself has others in it; nothing was written. */
        record NoPlace() implements Outcome {}
    }

    /**
     * Adds a folder. One of that id which is there stays as it is.
     *
     * @param last whether it goes behind all others, whatever position it has
     * @param tokens of its system prompt
     * @return {@code Kept}, {@code TooMany} or {@code NoPlace}; the last one also for an account that does not exist
     */
    Outcome add(Folder folder, boolean last, int tokens);

    /** The folder, or empty. */
    Optional<Folder> find(UserId user, FolderId id);

    /** The user's folders by position. */
    Page<Folder, FolderPosition> list(UserId user, PageRequest<FolderPosition> page);

    /**
     * Changes a folder. Another system prompt gets another {@linkplain FolderPrompt revision}.
     *
     * @param tokens of the system prompt afterwards, when it changes
     * @return {@code Kept}, {@code NoFolder} or {@code NoPlace}
     * @throws bot.conversational.domain.shared.DomainException.Invalid when the settings would break a rule
     */
    Outcome edit(UserId user, FolderId id, FolderEdit edit, int tokens);

    /**
     * Deletes a folder. Its conversations stay, in no folder: each one version on, with a change for the followers. Its
     * subfolders go to the top. Many conversations are moved out in pieces. When it fails in between some are out, the
     * folder is still there, and a repeat does the rest.
     *
     * @return whether there was such a folder of this user's
     */
    boolean delete(UserId user, FolderId id);
}
