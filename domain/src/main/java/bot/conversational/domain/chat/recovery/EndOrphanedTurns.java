package bot.conversational.domain.chat.recovery;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.generation.TurnMetrics;
import bot.conversational.domain.chat.live.LiveTurn;
import bot.conversational.domain.chat.live.LiveTurns;
import bot.conversational.domain.chat.recovery.OrphanedTurns.Orphan;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.cluster.Lease;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ends the turns of nodes that died, with the text that was saved. After it could not reach the store, or was itself
 * paused, it waits a full lease first: nodes could not renew their leases meanwhile, so an expired lease proves
 * nothing.
 */
public final class EndOrphanedTurns {

    private static final int BATCH = 200;

    /** How long a turn that could not be ended keeps no other waiting before it is tried again. */
    private static final Duration SET_ASIDE = Duration.ofMinutes(10);

    private final OrphanedTurns orphans;
    private final TurnStore turns;
    private final LiveTurns live;
    private final TokenCounter tokens;
    private final TurnMetrics metrics;
    private final NodeId self;
    private final Duration lease;
    private @Nullable Long connectedAt;
    private long askedAt;
    private final Set<MessageId> aside = new HashSet<>();
    private long asideSince;

    /** @param lease of every node */
    public EndOrphanedTurns(
            OrphanedTurns orphans,
            TurnStore turns,
            LiveTurns live,
            TokenCounter tokens,
            TurnMetrics metrics,
            NodeId self,
            Lease lease) {
        this.orphans = orphans;
        this.turns = turns;
        this.live = live;
        this.tokens = tokens;
        this.metrics = metrics;
        this.self = self;
        this.lease = lease.length();
    }

    /**
     * Ends orphaned turns. To be called by one thread, several times within a lease; any number of nodes may do it at
     * once.
     *
     * @return whether there may be more
     * @throws DomainException.Unavailable when the store is unavailable
     * @throws RuntimeException of the first turn that could not be ended: it is set aside, and the others were ended
     */
    public boolean runOnce() {
        try {
            var known = live.all().stream().map(LiveTurn::id).collect(Collectors.toSet());
            List<Orphan> found = orphans.list(self, known, aside(), BATCH);
            boolean trusted = connectedLongEnough();
            if (trusted) {
                endEach(found);
            }
            return trusted && found.size() == BATCH;
        } catch (DomainException.Unavailable away) {
            connectedAt = null;
            throw away;
        }
    }

    private boolean connectedLongEnough() {
        long now = System.nanoTime();
        if (connectedAt == null || now - askedAt > lease.dividedBy(2).toNanos()) {
            connectedAt = now;
        }
        askedAt = now;
        return now - connectedAt >= lease.toNanos();
    }

    private Set<MessageId> aside() {
        if (System.nanoTime() - asideSince > SET_ASIDE.toNanos()) {
            aside.clear();
        }
        return Set.copyOf(aside);
    }

    private void endEach(List<Orphan> found) {
        @Nullable RuntimeException first = null;
        for (Orphan orphan : found) {
            try {
                end(orphan);
            } catch (DomainException.Unavailable away) {
                throw away;
            } catch (RuntimeException refused) {
                asideSince = aside.isEmpty() ? System.nanoTime() : asideSince;
                aside.add(orphan.generating().id());
                metrics.orphanSetAside();
                first = first == null ? refused : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** A turn of this node that began after its live turns were listed is registered by now. */
    private void end(Orphan orphan) {
        Message generating = orphan.generating();
        if (live.find(generating.id()).isPresent()) {
            return;
        }
        Message message = generating.with(generating.body(), MessageStatus.INTERRUPTED);
        ContextMessage answer = new ContextMessage(
                message, tokens.count(message.body()), orphan.question().plus(MessageRole.ASSISTANT, message.body()));
        if (turns.end(orphan.user(), message.conversationId(), orphan.attempt(), answer)) {
            metrics.orphanFound();
        }
    }
}
