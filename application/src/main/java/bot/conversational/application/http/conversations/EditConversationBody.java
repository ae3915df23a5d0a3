package bot.conversational.application.http.conversations;

import bot.conversational.application.http.json.JsonField;
import bot.conversational.domain.conversation.ConversationEdit;
import bot.conversational.domain.conversation.ConversationEdit.Field;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body that edits a conversation; null clears the title, the system prompt, the model and the tags, and takes it out
 * of its folder.
 */
public record EditConversationBody(
        JsonField<@Nullable String> title,
        JsonField<@Nullable String> systemPrompt,
        JsonField<@Nullable String> model,
        JsonField<Boolean> pinned,
        JsonField<Boolean> archived,
        JsonField<@Nullable UUID> folderId,
        JsonField<@Nullable List<String>> tags) {

    ConversationEdit edit() {
        return new ConversationEdit(
                field(title),
                field(systemPrompt),
                field(model),
                pinned.optional("pinned"),
                archived.optional("archived"),
                FilingFields.edit(folderId, tags));
    }

    private static Field field(JsonField<@Nullable String> field) {
        return switch (field) {
            case JsonField.Absent<String> ignored -> new Field.Keep();
            case JsonField.Null<String> ignored -> new Field.Clear();
            case JsonField.Value<String>(String text) -> new Field.Put(text);
        };
    }
}
