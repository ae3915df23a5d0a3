package bot.conversational.application.http.folders;

import bot.conversational.domain.folder.Folder;
import bot.conversational.domain.folder.FolderId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A folder on the wire.
 *
 * @param parentId null at the top
 */
public record FolderJson(
        UUID id,
        String name,
        @Nullable UUID parentId,
        int position,
        @Nullable String systemPrompt,
        Instant createdAt) {

    public static FolderJson of(Folder folder) {
        return new FolderJson(
                folder.id().value(),
                folder.settings().name(),
                folder.settings().parent().map(FolderId::value).orElse(null),
                folder.settings().position(),
                folder.settings().systemPrompt().orElse(null),
                folder.createdAt());
    }
}
