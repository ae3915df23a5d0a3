package bot.conversational.domain.stores;

import bot.conversational.domain.chat.AnswerStore;
import bot.conversational.domain.chat.LiveTextStore;
import bot.conversational.domain.chat.NodeLeases;
import bot.conversational.domain.chat.OrphanedTurns;
import bot.conversational.domain.chat.StopRequests;
import bot.conversational.domain.chat.TokenBudget;
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
