package bot.conversational.application.http.administration;

import jakarta.validation.constraints.NotNull;

/** The body that chooses a password by a token. */
public record ChoosePasswordBody(@NotNull String password) {

    @Override
    public String toString() {
        return "ChoosePasswordBody[redacted]";
    }
}
