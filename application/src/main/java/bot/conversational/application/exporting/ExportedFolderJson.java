package bot.conversational.application.exporting;

import bot.conversational.domain.exporting.ExportedConversation.ExportedFolder;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a conversation of an export, as far as another account needs it.
 *
 * @param parentName of the folder that it is in; null at the top
 * @param systemPrompt left out in exports of accounts, which have lines of folders, and without one
 */
public record ExportedFolderJson(
        UUID id,
        String name,
        @Nullable String parentName,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String systemPrompt) {

    static ExportedFolderJson of(ExportedFolder folder) {
        return new ExportedFolderJson(
                folder.id().value(),
                folder.name(),
                folder.parent().orElse(null),
                folder.systemPrompt().orElse(null));
    }
}
