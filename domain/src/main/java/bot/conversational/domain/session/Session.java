package bot.conversational.domain.session;

import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A log-in that is alive.
 *
 * @param caller whose it is, with the role of its user when it was opened
 * @param digest of its token, see {@link SessionToken#digest()}
 * @param lastSeenAt of its last call, exact to a minute
 * @param endsAt when it ends however busy it is
 * @param userAgent what the client called itself, at most 400 characters
 */
public record Session(
        Caller caller,
        String digest,
        Instant createdAt,
        Instant lastSeenAt,
        Instant endsAt,
        Optional<String> userAgent) {

    public SessionId id() {
        return caller.session();
    }

    public UserId user() {
        return caller.user();
    }

    /** The session after a call at this time; its time never goes back. */
    public Session seenAt(Instant at) {
        return new Session(caller, digest, createdAt, at.isAfter(lastSeenAt) ? at : lastSeenAt, endsAt, userAgent);
    }

    /** When it ends if no further call comes. */
    public Instant expiresAt(SessionLife life) {
        Instant idle = lastSeenAt.plus(life.idle());
        return idle.isBefore(endsAt) ? idle : endsAt;
    }
}
