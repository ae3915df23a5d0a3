package bot.conversational.domain.stores.chat;

import bot.conversational.domain.chat.generation.TokenBudget;
import bot.conversational.domain.chat.live.LiveTextStore;
import bot.conversational.domain.chat.recovery.OrphanedTurns;
import bot.conversational.domain.chat.recovery.StopRequests;
import bot.conversational.domain.chat.turn.AnswerStore;
import bot.conversational.domain.cluster.NodeLeases;
import java.time.Duration;

/** What the stores keep of turns while they run. */
public record LiveTurnStores(
        AnswerStore answers,
        LiveTextStore deltas,
        OrphanedTurns orphans,
        NodeLeases leases,
        StopRequests stops,
        TokenBudget budget) {

    /** Short, so that a test can see one run out. */
    public static final Duration LEASE = Duration.ofMillis(1_500);
}
