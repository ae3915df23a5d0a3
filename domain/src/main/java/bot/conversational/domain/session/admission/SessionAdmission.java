package bot.conversational.domain.session.admission;

import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.Credential;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.admission.SessionGate.Admission;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides whether a call comes from a live session or by a live key, and is within its limit. The gate answers in one round
 * trip; when it does not have the pass, the store is asked. While the gate is unavailable, or not trusted yet, the store
 * and this node's own buckets replace it, with this node's share of the limit. A call over it is then refused without the
 * store only if this node has verified the pass before: a forged token must not use up the limit of the user whose id it
 * carries.
 */
public final class SessionAdmission {

    /** A pass gets another name when something of it changes; more than once while it is looked for is rare. */
    private static final int MOST_TRIES = 3;

    private final SessionGate gate;
    private final GateTrust trust;
    private final Claims claims;
    private final NodeLimiter ownLimiter;
    private final VerifiedPasses verified;
    private final InstantSource clock;
    private final TouchSessions touches;

    public SessionAdmission(
            SessionGate gate,
            GateTrust trust,
            Claims claims,
            NodeLimiter ownLimiter,
            VerifiedPasses verified,
            InstantSource clock,
            TouchSessions touches) {
        this.gate = gate;
        this.trust = trust;
        this.claims = claims;
        this.ownLimiter = ownLimiter;
        this.verified = verified;
        this.clock = clock;
        this.touches = touches;
    }

    /** A call that somebody may make, and what its limit says. */
    public record Admitted(Caller caller, RateLimitDecision decision) {}

    /**
     * A call that wants to be let in.
     *
     * @param actsFor the user whom it names, in the words of a service; only service keys may
     * @param further another place that may name the user, asked only for a service's key
     * @param limit that it counts against, by its user
     * @param from where it comes from, asked only when the credential is not known
     */
    public record Entrance(
            Credential credential,
            Optional<String> actsFor,
            Supplier<Optional<String>> further,
            Function<UserId, RateLimit> limit,
            Supplier<ClientAddress> from) {}

    /**
     * Admits a call, or says that its limit refuses it.
     *
     * @throws DomainException.Unauthenticated when no live session or key has this secret
     * @throws DomainException.Malformed when a service's key names no user
     * @throws DomainException.Forbidden when anybody else names one, or the named one is suspended
     * @throws DomainException.LimitExceeded when too many unknown secrets came from there
     */
    public Admitted admit(Entrance call) {
        Claim claim = claims.of(call);
        Optional<Pass.Name> name = claim.name();
        Admitted admitted = name.isPresent() ? known(call, claim, name.get()) : unknown(call, claim);
        if (call.actsFor().isPresent() && !admitted.caller().actsForOthers()) {
            throw new DomainException.Forbidden("Only a service key may act for other users.");
        }
        return admitted;
    }

    /**
     * Whether it is a service's key, which has to name a user.
     *
     * @throws DomainException.Unauthenticated when it is a key that is none
     */
    public boolean isOfService(Credential credential, Supplier<ClientAddress> from) {
        return claims.isOfService(credential, from);
    }

    private Admitted known(Entrance call, Claim claim, Pass.Name name) {
        if (!trust.holds(name.user())) {
            return alone(call, claim, name);
        }
        Admission admission;
        try {
            admission = gate.admit(name, call.limit().apply(name.user()));
        } catch (DomainException.Unavailable gateAway) {
            trust.lose(name.user());
            return alone(call, claim, name);
        }
        return switch (admission) {
            case Admission.Known known -> admitted(claim, known);
            case Admission.Unknown ignored -> unknown(call, claim);
        };
    }

    /** The gate does not have it: the store decides, and the gate is told. */
    private Admitted unknown(Entrance call, Claim claim) {
        Set<Pass.Name> tried = new HashSet<>();
        while (tried.size() < MOST_TRIES) {
            Pass pass = claim.stored(call.from());
            if (!tried.add(pass.name())) {
                break;
            }
            RateLimit limit = call.limit().apply(pass.user());
            Admission admission;
            try {
                if (!trust.holds(pass.user())) {
                    return alone(pass, ownLimiter.take(pass.caller(), limit));
                }
                gate.remember(pass);
                admission = gate.admit(pass.name(), limit);
            } catch (DomainException.Unavailable gateAway) {
                trust.lose(pass.user());
                return alone(pass, ownLimiter.take(pass.caller(), limit));
            }
            if (admission instanceof Admission.Known known) {
                return admitted(claim, known);
            }
            // The store knew it a moment ago and the gate will not take it: it has just been ended, or changed.
        }
        throw new DomainException.Unauthenticated("The session or key has just been ended.");
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

    private Admitted admitted(Claim claim, Admission.Known known) {
        Caller caller = claim.caller(known.caller());
        // A refused call costs the store nothing; the next one that is due does it.
        if (known.touchDue() && known.decision() instanceof RateLimitDecision.Allowed) {
            touches.due(caller, clock.instant());
        }
        return new Admitted(caller, known.decision());
    }

    private Admitted alone(Entrance call, Claim claim, Pass.Name name) {
        Optional<Caller> known = verified.find(name);
        RateLimit limit = call.limit().apply(name.user());
        if (known.isEmpty()) {
            Pass pass = claim.stored(call.from());
            return alone(pass, ownLimiter.take(pass.caller(), limit));
        }
        RateLimitDecision decision = ownLimiter.take(known.get(), limit);
        // What was alive recently is enough to refuse a call, not to admit one.
        return decision instanceof RateLimitDecision.Refused
                ? new Admitted(known.get(), decision)
                : alone(claim.stored(call.from()), decision);
    }

    private Admitted alone(Pass pass, RateLimitDecision decision) {
        verified.remember(pass);
        if (decision instanceof RateLimitDecision.Allowed && SessionLife.touchDue(pass.lastSeenAt(), clock.instant())) {
            touches.due(pass.caller(), clock.instant());
        }
        return new Admitted(pass.caller(), decision);
    }
}
