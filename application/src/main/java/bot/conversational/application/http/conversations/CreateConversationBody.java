package bot.conversational.application.http.conversations;

import bot.conversational.application.http.json.JsonField;
import bot.conversational.domain.conversation.ConversationSettings;

/** The body that creates a conversation; nothing is required. */
public record CreateConversationBody(JsonField<String> title, JsonField<String> systemPrompt, JsonField<String> model) {

    ConversationSettings settings() {
        return ConversationSettings.of(
                title.optional("title"), model.optional("model"), systemPrompt.optional("systemPrompt"));
    }
}
