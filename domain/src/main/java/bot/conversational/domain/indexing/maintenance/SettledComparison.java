package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares until what is found is no mere delay. A message that still waits for the follower that makes the copy is not a
 * difference. So where the two differ they are compared once more, between two reads of the user's changes. If all of
 * them had been followed before, and none has come since, no write in flight can explain the finding, and it is a
 * difference. Otherwise the comparison is repeated, and finally given up.
 */
final class SettledComparison {

    private static final int TRIES = 40;

    private final ChangeFeed changes;
    private final String consumer;
    private final Runnable pause;

    /**
     * @param consumer the follower that makes the copy
     * @param pause between two tries, in which the followers of the changes get on
     */
    SettledComparison(ChangeFeed changes, String consumer, Runnable pause) {
        this.changes = changes;
        this.consumer = consumer;
        this.pause = pause;
    }

    Findings of(UserId user, Supplier<Findings> comparison) {
        Findings found = comparison.get();
        for (int i = 0; i < TRIES && !found.differences().isEmpty(); i++) {
            Optional<String> position = changes.caughtUp(consumer, user);
            if (position.isPresent()) {
                found = comparison.get();
                if (!changes.changedSince(user, position.get())) {
                    return found;
                }
            }
            pause.run();
        }
        return new Findings(found.compared(), List.of(), found.differences().size());
    }
}
