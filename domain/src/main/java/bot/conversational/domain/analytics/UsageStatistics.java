package bot.conversational.domain.analytics;

import bot.conversational.domain.user.UserId;
import java.util.List;

/**
 * Counts messages, apart from the stores that chat needs: it may lag behind them by seconds. Every method throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when it is unavailable or too slow.
 */
public interface UsageStatistics {

    /** The figures of one user's messages. */
    UsageReport of(UserId user, UsageQuery query);

    /** The figures of all messages. */
    UsageReport ofEverybody(UsageQuery query);

    /** How everybody's answers ended, by interval without gaps, oldest first. */
    List<AnswerOutcomes> outcomes(UsageQuery query);
}
