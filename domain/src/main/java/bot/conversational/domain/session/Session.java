package bot.conversational.domain.session;

import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A log-in that is alive.
 *
 * @param digest of its token, see {@link SessionToken#digest()}
 * @param role of its user when it was opened
 * @param lastSeenAt of its last call, exact to a minute
 * @param endsAt when it ends however busy it is
 * @param userAgent what the client called itself, at most 400 characters
 */
public record Session(
        SessionId id,
        UserId user,
        Role role,
        String digest,
        Instant createdAt,
        Instant lastSeenAt,
        Instant endsAt,
        Optional<String> userAgent) {

    public Caller caller() {
        return new Caller(user, id, role);
    }

    /** When it ends if no further call comes. */
    public Instant expiresAt(SessionLife life) {
        Instant idle = lastSeenAt.plus(life.idle());
        return idle.isBefore(endsAt) ? idle : endsAt;
    }
}
