package bot.conversational.domain.revocation;

import bot.conversational.domain.chat.context.ContextCache;
import bot.conversational.domain.revocation.Revocation.ConversationDeleted;
import bot.conversational.domain.revocation.Revocation.SessionEnded;
import bot.conversational.domain.session.admission.GateTrust;
import bot.conversational.domain.session.admission.SessionGate;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Propagates revocations to Redis: to the session gate and to the cache. Logging out and deleting remove the entry
 * there at once; this job retries what failed then, because Redis was down or the node died. Each node runs it about
 * once a second. A repeat changes nothing.
 *
 * <p>It also decides when a node may trust the session gate again after an outage: the gate answers, revocations that
 * it may have lost are reopened, and all that are pending have been propagated, in this order.
 */
public final class PropagateRevocations {

    /** More than Redis loses when it dies: it writes its log to disk once a second. */
    static final Duration MAY_BE_LOST = Duration.ofSeconds(10);

    /** Longer than any TTL of an entry that a revocation concerns. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final int BATCH = 500;

    private final RevocationStore revocations;
    private final SessionGate gate;
    private final GateTrust trust;
    private final ContextCache cache;

    public PropagateRevocations(RevocationStore revocations, SessionGate gate, GateTrust trust, ContextCache cache) {
        this.revocations = revocations;
        this.gate = gate;
        this.trust = trust;
        this.cache = cache;
    }

    /**
     * Propagates one batch.
     *
     * @return whether there may be more
     * @throws DomainException.Unavailable when the store of revocations is unavailable; the node's trust in the gate
     *     stays
     */
    public boolean runOnce() {
        GateTrust.Doubt doubt = trust.doubt();
        boolean answers = gateAnswers();
        if (answers && !doubt.resolved()) {
            revocations.reopen(doubt.age().plus(MAY_BE_LOST));
        }
        List<Revocation> pending = revocations.pending(BATCH);
        List<Revocation> propagated = propagate(pending);
        if (!propagated.isEmpty()) {
            revocations.markPropagated(propagated);
        }
        boolean more = pending.size() == BATCH && !propagated.isEmpty();
        boolean sessionsPropagated =
                pending.stream().filter(SessionEnded.class::isInstance).allMatch(propagated::contains);
        if (answers && sessionsPropagated && pending.size() < BATCH) {
            trust.restore(doubt);
        }
        return more;
    }

    /** Drops revocations that no store can need any more. */
    public void tidy() {
        revocations.drop(KEPT);
    }

    private boolean gateAnswers() {
        try {
            gate.probe();
            return true;
        } catch (DomainException.Unavailable away) {
            trust.lose();
            return false;
        }
    }

    /** Those that were propagated. The outage of one store does not hold up the other. */
    private List<Revocation> propagate(List<Revocation> pending) {
        List<Revocation> propagated = new ArrayList<>();
        boolean gateAway = false;
        boolean cacheAway = false;
        for (Revocation revocation : pending) {
            switch (revocation) {
                case SessionEnded ended ->
                    gateAway = gateAway || !succeeds(() -> gate.forget(ended.user(), ended.digest()));
                case ConversationDeleted deleted ->
                    cacheAway = cacheAway
                            || !succeeds(() ->
                                    cache.forgetDeleted(deleted.user(), deleted.conversation(), deleted.version()));
            }
            boolean away = revocation instanceof SessionEnded ? gateAway : cacheAway;
            if (!away) {
                propagated.add(revocation);
            }
        }
        if (gateAway) {
            trust.lose();
        }
        return propagated;
    }

    private static boolean succeeds(Runnable call) {
        try {
            call.run();
            return true;
        } catch (DomainException.Unavailable away) {
            return false;
        }
    }
}
