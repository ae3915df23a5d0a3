package bot.conversational.domain.files;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;

/** The bytes of a file as they are in the store. */
record StoredContent(FileStore files, UserId user, StoredFile file) implements FileContent {

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public byte[] chunk(int n) {
        return files.chunk(user, file.blob(), n).orElseThrow(() -> new DomainException.NotFound("file"));
    }
}
