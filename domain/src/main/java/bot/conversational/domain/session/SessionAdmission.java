package bot.conversational.domain.session;

import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.ratelimit.RateLimiter;
import bot.conversational.domain.session.SessionGate.Admission;
import bot.conversational.domain.shared.DomainException;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * Decides whether a call comes from a live session and is within its limit. The gate answers in one round trip; when it
 * does not know the session the store does, and when it is away the store and the node's own buckets stand in.
 */
public final class SessionAdmission {

    private final SessionGate gate;
    private final SessionStore sessions;
    private final RateLimiter ownBuckets;
    private final InstantSource clock;
    private final Executor background;

    public SessionAdmission(
            SessionGate gate, SessionStore sessions, RateLimiter ownBuckets, InstantSource clock, Executor background) {
        this.gate = gate;
        this.sessions = sessions;
        this.ownBuckets = ownBuckets;
        this.clock = clock;
        this.background = background;
    }

    /** A call from a live session, and what its limit says. */
    public record Admitted(Caller caller, RateLimitDecision decision) {}

    /**
     * Admits a call, or says that its limit refuses it.
     *
     * @throws DomainException.Unauthenticated when no live session has this token
     */
    public Admitted admit(SessionToken token, RateLimit limit) {
        try {
            Admission admission = gate.admit(token, limit);
            if (admission instanceof Admission.Unknown) {
                gate.remember(stored(token));
                admission = gate.admit(token, limit);
            }
            return switch (admission) {
                case Admission.Known known -> admitted(known);
                // The store knew the session a moment ago and the gate will not take it: it has just been ended.
                case Admission.Unknown ignored -> throw unknown();
            };
        } catch (DomainException.Unavailable gateAway) {
            Caller caller = stored(token).caller();
            return new Admitted(caller, ownBuckets.take(caller.user(), limit));
        }
    }

    /** Lets a session in without asking the store again. */
    void remember(Session session) {
        try {
            gate.remember(session);
        } catch (DomainException.Unavailable gateAway) {
            // Nothing is lost: the store has it, and is asked for it once the gate is back.
            return;
        }
    }

    private Admitted admitted(Admission.Known known) {
        Caller caller = known.caller();
        if (known.touchDue()) {
            background.execute(() -> sessions.touch(caller.user(), caller.session(), clock.instant()));
        }
        return new Admitted(caller, known.decision());
    }

    private Session stored(SessionToken token) {
        return sessions.find(token.user(), token.digest(), clock.instant()).orElseThrow(SessionAdmission::unknown);
    }

    private static DomainException unknown() {
        return new DomainException.Unauthenticated("The session is unknown, expired or ended.");
    }
}
