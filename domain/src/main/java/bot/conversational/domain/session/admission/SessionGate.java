package bot.conversational.domain.session.admission;

import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.user.UserId;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * Live passes, of sessions and keys, and the users' token buckets in one place, read in one round trip. Never the only
 * copy of a pass.
 * Every method throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the gate is unavailable
 * or too slow.
 */
public interface SessionGate {

    /** The gate's answer for a pass. */
    sealed interface Admission {

        /**
         * The pass is alive; its idle time was reset and its bucket was asked.
         *
         * @param decision of the bucket that refuses, or else of the one that has fewer tokens left
         * @param touchDue true at most once a minute for a pass: the store is due to record that it is alive
         */
        record Known(Caller caller, RateLimitDecision decision, boolean touchDue) implements Admission {}

        /** The gate does not know the pass, and no bucket was touched; the store may know it. */
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

    /**
     * Reads a pass, resets its idle time and takes a token from its user's bucket of this limit: atomic. Of a key that has
     * a limit of its own for calls that make a model answer, such a call takes one from its bucket, too: one of each, or
     * none of either.
     */
    Admission admit(Pass.Name name, RateLimit limit);

    /** {@link #admit(Pass.Name, RateLimit)} of a session. */
    default Admission admit(SessionToken token, RateLimit limit) {
        return admit(Pass.Name.of(token), limit);
    }

    /**
     * Lets a pass in from now on, until it has been idle too long or its time is over. A repeat changes nothing, nor
     * does a pass that was forgotten.
     */
    void remember(Pass pass);

    /** {@link #remember(Pass)} of a session. */
    default void remember(Session session) {
        remember(Pass.of(session));
    }

    /**
     * Lets passes of a user in no longer, nor again, in one round trip however many: a {@link #remember} that comes after
     * this, by a call that found the pass in the store a moment before it ended, changes nothing. A repeat changes nothing.
     *
     * @param names see {@link Pass.Name#value()}
     */
    void forget(UserId user, Collection<String> names);

    /** {@link #forget(UserId, Collection)} of one pass. */
    default void forget(UserId user, String name) {
        forget(user, List.of(name));
    }
}
