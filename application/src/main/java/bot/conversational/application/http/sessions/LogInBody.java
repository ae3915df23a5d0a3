package bot.conversational.application.http.sessions;

import jakarta.validation.constraints.NotNull;

/** The body that opens a session. */
public record LogInBody(@NotNull String email, @NotNull String password) {

    @Override
    public String toString() {
        return "LogInBody[redacted]";
    }
}
