package bot.conversational.application.http.conversations;

import bot.conversational.application.http.json.JsonField;

/** What makes a conversation; nothing is required. */
public record CreateConversationBody(
        JsonField<String> title, JsonField<String> systemPrompt, JsonField<String> model) {}
