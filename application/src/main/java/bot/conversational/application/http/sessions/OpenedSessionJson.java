package bot.conversational.application.http.sessions;

import bot.conversational.application.http.users.UserJson;
import bot.conversational.domain.session.login.LogIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A session just opened; the only answer that ever holds its token. */
public record OpenedSessionJson(
        String token, @Schema(allowableValues = "Bearer") String tokenType, Instant expiresAt, UserJson user) {

    static OpenedSessionJson of(LogIn.Opened opened) {
        return new OpenedSessionJson(opened.token().value(), "Bearer", opened.expiresAt(), UserJson.of(opened.user()));
    }

    @Override
    public String toString() {
        return "OpenedSessionJson[redacted]";
    }
}
