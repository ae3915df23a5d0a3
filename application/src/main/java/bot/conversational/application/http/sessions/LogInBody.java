package bot.conversational.application.http.sessions;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * The body that opens a session.
 *
 * @param cookie whether the token goes into a cookie, and not into the answer; absent: no
 */
public record LogInBody(
        @NotNull String email,
        @NotNull String password,
        @Nullable Boolean cookie) {

    @Override
    public String toString() {
        return "LogInBody[redacted]";
    }
}
