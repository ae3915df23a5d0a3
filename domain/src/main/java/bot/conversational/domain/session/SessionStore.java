package bot.conversational.domain.session;

import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The sessions, durable. Every method is one transaction and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable; nothing is then changed.
 * The end of a session is stored with a {@link bot.conversational.domain.revocation.Revocation}, and what is audited with
 * its entry.
 */
public interface SessionStore {

    /** How many sessions a user may have. */
    int MOST_OF_A_USER = 100;

    /**
     * Adds a session, if the account is active and still has the hash that the password was checked against, and the
     * session's role.
     * Of the user's others only {@link #MOST_OF_A_USER} less one stay, those that made a call last; the rest ends. A
     * repeat changes nothing.
     *
     * @return false, and nothing is audited, when there is no such account (any more), it is suspended, or its hash or role
     *     is another by now
     */
    boolean open(Session session, PasswordHash checked, AuditEntry entry);

    /** The session with this token digest that neither ended nor expired at {@code now}, or empty. */
    Optional<Session> find(UserId user, String digest, Instant now);

    /** The user's sessions that neither ended nor expired at {@code now}, by descending id: the newest first. */
    Page<Session, SessionId> list(UserId user, Instant now, PageRequest<SessionId> page);

    /**
     * Records when sessions made a call, each once at most. A time before the stored one changes nothing, nor does an
     * ended session. A session that another transaction is writing may be left as it is.
     */
    void touch(List<SessionSeen> seen);

    /**
     * Ends a session.
     *
     * @return the digest of its token, for the caches; empty when there is no such session of this user (any more)
     */
    Optional<String> end(UserId user, SessionId id);

    /**
     * Deletes some sessions whose longest life was over an hour ago, without revocations: no cache can have them.
     *
     * @return whether there may be more
     */
    boolean deleteEnded();

    /**
     * Changes the account's password and ends its sessions but the caller's: both or neither, and no session is opened
     * with the old password after it.
     *
     * @return the digests of the sessions that ended; empty, and nothing is changed, when {@code known} is not the
     *     account's hash (any more)
     */
    Optional<List<String>> changePassword(Caller caller, PasswordHash known, PasswordHash fresh, AuditEntry entry);

    /** Changes the account's password as the other one does, and ends all of its sessions. */
    Optional<List<String>> changePassword(UserId user, PasswordHash known, PasswordHash fresh, AuditEntry entry);

    /**
     * Changes the account's role and ends all of its sessions: both or neither, and no session is opened with the old
     * role after it.
     *
     * @return the digests of the sessions that ended; empty when there is no such account (any more)
     */
    Optional<List<String>> changeRole(UserId user, Role role, AuditEntry entry);
}
