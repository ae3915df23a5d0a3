package bot.conversational.application.http.users;

import jakarta.validation.constraints.NotNull;

/** The body that erases an account. */
public record EraseBody(@NotNull String password) {

    @Override
    public String toString() {
        return "EraseBody[redacted]";
    }
}
