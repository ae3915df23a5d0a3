package bot.conversational.domain.revocation;

import bot.conversational.domain.chat.context.ContextCache;
import bot.conversational.domain.revocation.Revocation.ConversationDeleted;
import bot.conversational.domain.revocation.Revocation.SessionEnded;
import bot.conversational.domain.session.admission.GateTrust;
import bot.conversational.domain.session.admission.SessionGate;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Propagates revocations to Redis: to the session gate and to the cache. Logging out and deleting remove the entry
 * there at once; this job retries what failed then, because Redis was down or the node died. Each node runs it about
 * once a second. A repeat changes nothing.
 *
 * <p>It also decides when a node may trust a part of the session gate again after an outage: the part answers, revocations
 * that it may have lost are reopened, and all that are pending for it have been propagated, in this order. One of a
 * session that the gate refuses keeps that trust away.
 */
public final class PropagateRevocations {

    /** More than Redis loses when it dies: it writes its log to disk once a second. */
    static final Duration MAY_BE_LOST = Duration.ofSeconds(10);

    /** Longer than any TTL of an entry that a revocation concerns. */
    private static final Duration KEPT = Duration.ofDays(1);

    /** How long one that Redis refuses keeps no other waiting before it is tried again. */
    private static final Duration SET_ASIDE = Duration.ofMinutes(10);

    private static final int BATCH = 500;

    private final RevocationStore revocations;
    private final SessionGate gate;
    private final GateTrust trust;
    private final ContextCache cache;
    private final AtomicLong setAside = new AtomicLong();

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
     * @throws RuntimeException when Redis refuses a revocation: it is set aside, and the others were propagated
     */
    public boolean runOnce() {
        GateTrust.Doubt doubt = trust.doubt();
        BitSet away = gate.away();
        trust.lose(away);
        if (doubt.canBeResolved(away)) {
            revocations.reopen(doubt.age().plus(MAY_BE_LOST));
        }
        List<Revocation> pending = revocations.pending(BATCH);
        Propagation done = new Propagation(pending);
        List<Revocation> propagated = done.propagated;
        trust.lose(done.gateAway);
        if (!propagated.isEmpty()) {
            revocations.markPropagated(propagated);
        }
        if (done.refusal != null) {
            setAside.addAndGet(done.refused.size());
            revocations.setAside(done.refused, SET_ASIDE);
            throw done.refusal;
        }
        boolean more = pending.size() == BATCH && !propagated.isEmpty();
        // What is pending of a part that is away keeps the trust in that part away: it was lost after the doubt was
        // read.
        if (pending.size() < BATCH && !stillAdmitted(doubt)) {
            trust.restore(doubt);
        }
        return more;
    }

    /** Whether the gate may admit a session that it refused to forget. */
    private boolean stillAdmitted(GateTrust.Doubt doubt) {
        return !doubt.resolved() && revocations.sessionsAside(KEPT);
    }

    /** How many revocations Redis has refused on this node, each try counted. */
    public long refused() {
        return setAside.get();
    }

    /** Drops revocations that no store can need any more. */
    public void tidy() {
        revocations.drop(KEPT);
    }

    /** What became of the pending ones. */
    private final class Propagation {

        private final List<Revocation> propagated = new ArrayList<>();
        private final List<Revocation> refused = new ArrayList<>();
        private @Nullable RuntimeException refusal;
        private final BitSet gateAway = new BitSet();
        private boolean cacheAway;

        /**
         * The outage of one store does not hold up the other, nor of one part of the gate the rest, nor one revocation that
         * a store refuses all others.
         */
        Propagation(List<Revocation> pending) {
            Map<UserId, List<SessionEnded>> sessions = new LinkedHashMap<>();
            for (Revocation revocation : pending) {
                switch (revocation) {
                    case SessionEnded ended ->
                        sessions.computeIfAbsent(ended.user(), user -> new ArrayList<>())
                                .add(ended);
                    case ConversationDeleted deleted ->
                        cacheAway = cacheAway
                                || !succeeds(
                                        List.of(deleted),
                                        () -> cache.forgetDeleted(
                                                deleted.user(), deleted.conversation(), deleted.version()));
                }
            }
            sessions.forEach((user, ended) -> {
                int part = gate.part(user);
                if (!gateAway.get(part)
                        && !succeeds(
                                ended,
                                () -> gate.forget(
                                        user,
                                        ended.stream().map(SessionEnded::digest).toList()))) {
                    gateAway.set(part);
                }
            });
        }

        /** False when the store is unavailable. */
        private boolean succeeds(List<? extends Revocation> told, Runnable call) {
            try {
                call.run();
                propagated.addAll(told);
            } catch (DomainException.Unavailable away) {
                return false;
            } catch (RuntimeException broken) {
                refused.addAll(told);
                refusal = refusal == null ? broken : refusal;
            }
            return true;
        }
    }
}
