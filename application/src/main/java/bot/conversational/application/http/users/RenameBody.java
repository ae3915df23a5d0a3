package bot.conversational.application.http.users;

import bot.conversational.application.http.json.JsonField;

/** What changes an account; {@code null} takes the name away. */
public record RenameBody(JsonField<String> displayName) {}
