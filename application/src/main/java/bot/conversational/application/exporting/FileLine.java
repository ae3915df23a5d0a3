package bot.conversational.application.exporting;

import bot.conversational.domain.files.StoredFile;
import org.jspecify.annotations.Nullable;

/** A file in an export, without its bytes. */
record FileLine(
        String blob, String mediaType, long size, @Nullable String name) {

    static FileLine of(StoredFile file) {
        return new FileLine(
                file.blob().sha256(), file.mediaType(), file.size(), file.name().orElse(null));
    }
}
