package bot.conversational.application.http.administration;

import bot.conversational.domain.administration.InviteUser;
import java.time.Instant;

/** Somebody just invited; the only answer that ever holds the token. */
public record InvitedUserJson(ManagedUserJson user, String token, Instant expiresAt) {

    static InvitedUserJson of(InviteUser.Invited invited) {
        return new InvitedUserJson(
                ManagedUserJson.of(invited.user()),
                invited.token().token().value(),
                invited.token().expiresAt());
    }

    @Override
    public String toString() {
        return "InvitedUserJson[redacted]";
    }
}
