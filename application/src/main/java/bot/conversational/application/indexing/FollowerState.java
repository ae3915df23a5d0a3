package bot.conversational.application.indexing;

import bot.conversational.domain.indexing.ChangeFeed;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How far a follower of the changes is. Each capability that has one declares it.
 *
 * @param name of the follower, as operators see it
 * @param deadLetters messages that it has given up
 * @param retry has so many of these at most tried again, and says how many it were
 */
public record FollowerState(
        String name, Supplier<ChangeFeed.Lag> lag, LongSupplier deadLetters, IntUnaryOperator retry) {}
