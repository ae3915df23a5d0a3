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
 * Tells the hot stores what they may no longer say. Whoever ends a session or deletes a conversation tells them at once;
 * this is for what they could not be told then, because they were away or because the node died. Each node runs it about
 * once a second: telling twice changes nothing.
 *
 * <p>It also decides when a node may believe the session gate again after an outage: the gate answers, what it may have
 * lost is doubted, and all that is untold has been told, in this order.
 */
public final class PropagateRevocations {

    /** More than a hot store loses when it dies: Redis writes its log to disk once a second. */
    static final Duration MAY_BE_LOST = Duration.ofSeconds(10);

    /** Longer than anything stays hot that a revocation speaks of. */
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
     * Tells one batch.
     *
     * @return whether there may be more
     * @throws DomainException.Unavailable when the store of revocations is away; the node trusts the gate no less for it
     */
    public boolean runOnce() {
        GateTrust.Doubt doubt = trust.doubt();
        boolean answers = gateAnswers();
        if (answers && !doubt.resolved()) {
            revocations.doubt(doubt.age().plus(MAY_BE_LOST));
        }
        List<Revocation> untold = revocations.untold(BATCH);
        List<Revocation> told = tell(untold);
        if (!told.isEmpty()) {
            revocations.told(told);
        }
        boolean more = untold.size() == BATCH && !told.isEmpty();
        boolean sessionsTold =
                untold.stream().filter(SessionEnded.class::isInstance).allMatch(told::contains);
        if (answers && sessionsTold && untold.size() < BATCH) {
            trust.restore(doubt);
        }
        return more;
    }

    /** Drops what nobody needs to be told any more. */
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

    /** Those that were heard. One store's outage keeps nothing from the other. */
    private List<Revocation> tell(List<Revocation> untold) {
        List<Revocation> told = new ArrayList<>();
        boolean gateAway = false;
        boolean cacheAway = false;
        for (Revocation revocation : untold) {
            switch (revocation) {
                case SessionEnded ended ->
                    gateAway = gateAway || !heard(() -> gate.forget(ended.user(), ended.digest()));
                case ConversationDeleted deleted ->
                    cacheAway = cacheAway
                            || !heard(() -> cache.forget(deleted.user(), deleted.conversation(), deleted.version()));
            }
            boolean away = revocation instanceof SessionEnded ? gateAway : cacheAway;
            if (!away) {
                told.add(revocation);
            }
        }
        if (gateAway) {
            trust.lose();
        }
        return told;
    }

    private static boolean heard(Runnable telling) {
        try {
            telling.run();
            return true;
        } catch (DomainException.Unavailable away) {
            return false;
        }
    }
}
