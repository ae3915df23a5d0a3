package bot.conversational.application.http.conversations;

import bot.conversational.application.http.json.JsonField;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.Tags;
import java.util.List;
import java.util.UUID;

/**
 * The body that creates a conversation; nothing is required.
 *
 * @param tags at most 20 of 1 to 40 characters; of those that differ in case only, the first counts
 */
public record CreateConversationBody(
        JsonField<String> title,
        JsonField<String> systemPrompt,
        JsonField<String> model,
        JsonField<UUID> folderId,
        JsonField<List<String>> tags) {

    ConversationSettings settings() {
        return ConversationSettings.of(
                title.optional("title"), model.optional("model"), systemPrompt.optional("systemPrompt"));
    }

    Filing filing() {
        return new Filing(
                folderId.optional("folderId").map(FolderId::new),
                tags.optional("tags").map(FilingFields::tags).orElse(Tags.NONE));
    }
}
