package bot.conversational.application.http.users;

import bot.conversational.application.http.json.JsonField;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body that changes an account; {@code null} removes the name. */
@Schema(name = "EditUser")
public record RenameBody(JsonField<@Nullable String> displayName) {}
