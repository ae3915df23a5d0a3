package bot.conversational.domain.files;

import bot.conversational.domain.llm.parts.Part.Origin.Blob;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;

/** Gives a user's file back. */
public final class ReadFile {

    private final FileStore files;

    public ReadFile(FileStore files) {
        this.files = files;
    }

    /** @throws DomainException.NotFound when the user has no such file */
    public StoredFile find(UserId user, Blob blob) {
        return files.find(user, blob).orElseThrow(() -> new DomainException.NotFound("file"));
    }

    /** The bytes of a file of the user's, read from the store chunk by chunk. */
    public FileContent content(UserId user, StoredFile file) {
        return new StoredContent(files, user, file);
    }
}
