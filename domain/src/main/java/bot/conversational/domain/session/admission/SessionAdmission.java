package bot.conversational.domain.session.admission;

import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.SessionSeen;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.session.admission.SessionGate.Admission;
import bot.conversational.domain.shared.DomainException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides whether a call comes from a live session and is within its limit. The gate answers in one round trip; when it
 * does not have the session, the store is asked. While the gate is unavailable, or not trusted yet, the store and this
 * node's own buckets replace it, with this node's share of the limit. A call over it is then refused without the store
 * only if this node has verified the session before: a forged token must not use up the limit of the user whose id it
 * carries.
 */
public final class SessionAdmission {

    private final SessionGate gate;
    private final GateTrust trust;
    private final StoredSessions stored;
    private final NodeLimiter ownLimiter;
    private final VerifiedSessions verified;
    private final InstantSource clock;
    private final TouchSessions touches;

    public SessionAdmission(
            SessionGate gate,
            GateTrust trust,
            StoredSessions stored,
            NodeLimiter ownLimiter,
            VerifiedSessions verified,
            InstantSource clock,
            TouchSessions touches) {
        this.gate = gate;
        this.trust = trust;
        this.stored = stored;
        this.ownLimiter = ownLimiter;
        this.verified = verified;
        this.clock = clock;
        this.touches = touches;
    }

    /** A call from a live session, and what its limit says. */
    public record Admitted(Caller caller, RateLimitDecision decision) {}

    /**
     * Admits a call, or says that its limit refuses it.
     *
     * @param from where the call comes from, asked only when the token is not known
     * @throws DomainException.Unauthenticated when no live session has this token
     * @throws DomainException.LimitExceeded when too many unknown tokens came from there
     */
    public Admitted admit(SessionToken token, RateLimit limit, Supplier<ClientAddress> from) {
        if (!trust.holds(token.user())) {
            return alone(token, limit, from);
        }
        Admission admission;
        try {
            admission = gate.admit(token, limit);
        } catch (DomainException.Unavailable gateAway) {
            trust.lose(token.user());
            return alone(token, limit, from);
        }
        return switch (admission) {
            case Admission.Known known -> admitted(known);
            case Admission.Unknown ignored -> admitRemembering(token, stored.find(token, from), limit);
        };
    }

    private Admitted admitRemembering(SessionToken token, Session session, RateLimit limit) {
        Admission admission;
        try {
            gate.remember(session);
            admission = gate.admit(token, limit);
        } catch (DomainException.Unavailable gateAway) {
            trust.lose(token.user());
            return alone(session, ownLimiter.take(session.user(), limit));
        }
        return switch (admission) {
            case Admission.Known known -> admitted(known);
            // The store knew the session a moment ago and the gate will not take it: it has just been ended.
            case Admission.Unknown ignored -> throw StoredSessions.unauthenticated();
        };
    }

    /** Lets a session in without asking the store again. */
    public void remember(Session session) {
        try {
            gate.remember(session);
        } catch (DomainException.Unavailable gateAway) {
            // Nothing is lost: the store has it, and is asked for it once the gate is back.
            trust.lose(session.user());
        }
    }

    private Admitted admitted(Admission.Known known) {
        Caller caller = known.caller();
        // A refused call costs the store nothing; the session's next one that is due does it.
        if (known.touchDue() && known.decision() instanceof RateLimitDecision.Allowed) {
            touches.due(new SessionSeen(caller.user(), caller.session(), clock.instant()));
        }
        return new Admitted(caller, known.decision());
    }

    private Admitted alone(SessionToken token, RateLimit limit, Supplier<ClientAddress> from) {
        Optional<Caller> known = verified.find(token.user(), token.digest());
        if (known.isEmpty()) {
            Session session = stored.find(token, from);
            return alone(session, ownLimiter.take(session.user(), limit));
        }
        RateLimitDecision decision = ownLimiter.take(token.user(), limit);
        // A session that was alive recently is enough to refuse a call, not to admit one.
        return decision instanceof RateLimitDecision.Refused
                ? new Admitted(known.get(), decision)
                : alone(stored.find(token, from), decision);
    }

    private Admitted alone(Session session, RateLimitDecision decision) {
        verified.remember(session);
        if (decision instanceof RateLimitDecision.Allowed && SessionLife.touchDue(session, clock.instant())) {
            touches.due(new SessionSeen(session.user(), session.id(), clock.instant()));
        }
        return new Admitted(session.caller(), decision);
    }
}
