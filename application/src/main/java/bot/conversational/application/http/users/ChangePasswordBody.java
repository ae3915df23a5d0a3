package bot.conversational.application.http.users;

import jakarta.validation.constraints.NotNull;

/** The body that changes a password. */
public record ChangePasswordBody(
        @NotNull String currentPassword, @NotNull String newPassword) {

    @Override
    public String toString() {
        return "ChangePasswordBody[redacted]";
    }
}
