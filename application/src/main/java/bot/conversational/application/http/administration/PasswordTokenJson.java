package bot.conversational.application.http.administration;

import bot.conversational.domain.administration.PasswordToken;
import java.time.Instant;

/** A token by which a password is chosen; the only answer that ever holds it. */
public record PasswordTokenJson(String token, Instant expiresAt) {

    static PasswordTokenJson of(PasswordToken token) {
        return new PasswordTokenJson(token.token().value(), token.expiresAt());
    }

    @Override
    public String toString() {
        return "PasswordTokenJson[redacted]";
    }
}
