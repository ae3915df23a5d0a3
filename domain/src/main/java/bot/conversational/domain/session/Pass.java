package bot.conversational.domain.session;

import bot.conversational.domain.user.UserId;
import java.time.Instant;

/**
 * What lets calls in, as the gate and the nodes remember it: a session, an API key, or a user whom services act for.
 *
 * @param name under which it is known: of a session the digest of its token; of a key or such a user a text that is
 *     replaced whenever something changes that the gate remembers, so that nobody goes on with what was before
 * @param caller of its calls; for a user whom services act for, the access is that of the service's key at that time
 * @param endsAt when it ends however much it is used
 * @param lastSeenAt of its last call, exact to a minute
 */
public record Pass(Name name, Caller caller, Instant endsAt, Instant lastSeenAt) {

    /** In place of an end, for what has none: the last second of the year 9999. */
    public static final Instant NEVER = Instant.ofEpochSecond(253_402_300_799L);

    /** Which pass of which user; all of it is known before a store is asked, or after the first time. */
    public record Name(UserId user, String value) {

        public static Name of(SessionToken token) {
            return new Name(token.user(), token.digest());
        }
    }

    public static Pass of(Session session) {
        return new Pass(
                new Name(session.user(), session.digest()), session.caller(), session.endsAt(), session.lastSeenAt());
    }

    public UserId user() {
        return name.user();
    }
}
