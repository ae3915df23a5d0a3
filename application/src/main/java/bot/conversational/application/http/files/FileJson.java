package bot.conversational.application.http.files;

import bot.conversational.domain.files.StoredFile;
import org.jspecify.annotations.Nullable;

/** An uploaded file on the wire; parts of messages name it by {@code blob}. */
public record FileJson(
        String blob, String mediaType, long size, @Nullable String name) {

    static FileJson of(StoredFile file) {
        return new FileJson(
                file.blob().sha256(), file.mediaType(), file.size(), file.name().orElse(null));
    }
}
