package bot.conversational.application.http.users;

import bot.conversational.application.http.json.JsonField;
import jakarta.validation.constraints.NotNull;

/** The body that opens an account. */
public record RegisterBody(@NotNull String email, @NotNull String password, JsonField<String> displayName) {

    @Override
    public String toString() {
        return "RegisterBody[redacted]";
    }
}
