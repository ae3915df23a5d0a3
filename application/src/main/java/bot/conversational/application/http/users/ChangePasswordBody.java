package bot.conversational.application.http.users;

import jakarta.validation.constraints.NotNull;

/** What changes a password. */
public record ChangePasswordBody(
        @NotNull String currentPassword, @NotNull String newPassword) {

    @Override
    public String toString() {
        return "ChangePasswordBody[redacted]";
    }
}
