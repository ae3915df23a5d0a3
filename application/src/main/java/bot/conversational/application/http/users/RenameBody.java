package bot.conversational.application.http.users;

import bot.conversational.application.http.json.JsonField;

/** The body that changes an account; {@code null} removes the name. */
public record RenameBody(JsonField<String> displayName) {}
