package bot.conversational.domain.session;

import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * The sessions, for good. Every method is one transaction and throws
 * {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is away; nothing is then changed.
 */
public interface SessionStore {

    /** Adds a session of an account that exists. */
    void open(Session session);

    /** The session with this token digest that neither ended nor expired at {@code now}, or empty. */
    Optional<Session> find(UserId user, String digest, Instant now);

    /** Remembers that the session made a call; a time before the one known changes nothing, nor does an ended session. */
    void touch(UserId user, SessionId id, Instant seenAt);

    /**
     * Ends a session.
     *
     * @return the digest of its token, for the caches; empty when there is no such session of this user (any more)
     */
    Optional<String> end(UserId user, SessionId id);
}
