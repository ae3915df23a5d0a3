package bot.conversational.application.http.sessions;

import bot.conversational.application.http.users.UserJson;
import bot.conversational.domain.session.login.LogIn;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session just opened; the only answer that ever holds its token.
 *
 * @param token absent where a cookie has it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OpenedSessionJson(
        @Nullable String token,
        @Schema(allowableValues = "Bearer") String tokenType,
        Instant expiresAt,
        UserJson user) {

    static OpenedSessionJson of(LogIn.Opened opened, boolean withToken) {
        return new OpenedSessionJson(
                withToken ? opened.token().value() : null, "Bearer", opened.expiresAt(), UserJson.of(opened.user()));
    }

    @Override
    public String toString() {
        return "OpenedSessionJson[redacted]";
    }
}
