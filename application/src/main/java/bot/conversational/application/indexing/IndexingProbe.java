package bot.conversational.application.indexing;

import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.ChangeFeed.Lag;
import bot.conversational.domain.indexing.DeadLetters;
import bot.conversational.domain.indexing.Follower;
import java.time.Duration;
import java.util.concurrent.Callable;

/** How far the search index is behind. */
public final class IndexingProbe implements Callable<String> {

    private static final Duration TOO_OLD = Duration.ofMinutes(1);

    private final ChangeFeed changes;
    private final DeadLetters deadLetters;

    public IndexingProbe(ChangeFeed changes, DeadLetters deadLetters) {
        this.changes = changes;
        this.deadLetters = deadLetters;
    }

    @Override
    public String call() {
        Lag lag = changes.lag(Follower.SEARCH_INDEX.consumer());
        String line = lag.backlog() + " changes wait, the oldest for "
                + lag.age().toMillis() + " ms; " + deadLetters.count() + " dead letters";
        if (lag.age().compareTo(TOO_OLD) > 0) {
            throw new IllegalStateException(
                    line + changes.heldBackBy().map("; held back by "::concat).orElse(""));
        }
        return line;
    }
}
