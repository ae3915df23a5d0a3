package bot.conversational.domain.session.admission;

import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.user.UserId;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * Live sessions and the users' token buckets in one place, read in one round trip. Never the only copy of a session.
 * Every method throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the gate is unavailable
 * or too slow.
 */
public interface SessionGate {

    /** The gate's answer for a token. */
    sealed interface Admission {

        /**
         * The session is alive; its idle time was reset and its bucket was asked.
         *
         * @param touchDue true at most once a minute for a session: the store is due to record that it is alive
         */
        record Known(Caller caller, RateLimitDecision decision, boolean touchDue) implements Admission {}

        /** The gate does not know the session, and no bucket was touched; the store may know it. */
        record Unknown() implements Admission {}
    }

    /** How many parts the gate has, each with some of the users, that can be unavailable by themselves; never changes. */
    default int parts() {
        return 1;
    }

    /** The part that has a user, below {@link #parts()}; always the same. */
    default int part(UserId user) {
        return 0;
    }

    /**
     * Asks all parts. Never fails.
     *
     * @return those that do not answer, or may have lost their last writes since this was asked before
     */
    BitSet away();

    /** Reads a session, resets its idle time and takes a token from its user's bucket of this limit: atomic. */
    Admission admit(SessionToken token, RateLimit limit);

    /**
     * Lets a session in from now on, until it has been idle too long or its time is over. A repeat changes nothing, nor
     * does a session that was forgotten.
     */
    void remember(Session session);

    /**
     * Lets sessions of a user in no longer, nor again, in one round trip however many: a {@link #remember} that comes after this, by a call that found the
     * session in the store a moment before it ended, changes nothing. A repeat changes nothing.
     */
    void forget(UserId user, Collection<String> digests);

    /** {@link #forget(UserId, Collection)} of one session. */
    default void forget(UserId user, String digest) {
        forget(user, List.of(digest));
    }
}
