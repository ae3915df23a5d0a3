package bot.conversational.application.http.folders;

import bot.conversational.application.http.conversations.FilingFields;
import bot.conversational.application.http.json.JsonField;
import bot.conversational.domain.folder.FolderEdit;
import bot.conversational.domain.folder.FolderEdit.PromptChange;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body that edits a folder; null clears the system prompt, and takes the folder to the top. */
public record EditFolderBody(
        JsonField<String> name,
        JsonField<@Nullable UUID> parentId,
        JsonField<Integer> position,
        JsonField<@Nullable String> systemPrompt) {

    FolderEdit edit() {
        return new FolderEdit(
                name.optional("name"), FilingFields.change(parentId), position.optional("position"), prompt());
    }

    private PromptChange prompt() {
        return switch (systemPrompt) {
            case JsonField.Absent<String> ignored -> new PromptChange.Leave();
            case JsonField.Null<String> ignored -> new PromptChange.Remove();
            case JsonField.Value<String>(String text) -> new PromptChange.Write(text);
        };
    }
}
