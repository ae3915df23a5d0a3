package bot.conversational.domain.folder;

/** A place in a user's list of folders: by position, ties by id. */
public record FolderPosition(int position, FolderId id) {

    public static FolderPosition of(Folder folder) {
        return new FolderPosition(folder.settings().position(), folder.id());
    }
}
