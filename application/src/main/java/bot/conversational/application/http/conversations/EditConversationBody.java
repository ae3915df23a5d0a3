package bot.conversational.application.http.conversations;

import bot.conversational.application.http.json.JsonField;
import bot.conversational.domain.conversation.ConversationEdit;
import bot.conversational.domain.conversation.ConversationEdit.Field;
import org.jspecify.annotations.Nullable;

/** The body that edits a conversation; null clears the title, the system prompt and the model. */
public record EditConversationBody(
        JsonField<@Nullable String> title,
        JsonField<@Nullable String> systemPrompt,
        JsonField<@Nullable String> model,
        JsonField<Boolean> pinned,
        JsonField<Boolean> archived) {

    ConversationEdit edit() {
        return new ConversationEdit(
                field(title),
                field(systemPrompt),
                field(model),
                pinned.optional("pinned"),
                archived.optional("archived"));
    }

    private static Field field(JsonField<@Nullable String> field) {
        return switch (field) {
            case JsonField.Absent<String> ignored -> new Field.Keep();
            case JsonField.Null<String> ignored -> new Field.Clear();
            case JsonField.Value<String>(String text) -> new Field.Put(text);
        };
    }
}
