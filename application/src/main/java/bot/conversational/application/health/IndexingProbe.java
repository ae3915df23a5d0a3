package bot.conversational.application.health;

import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.ChangeFeed.Lag;
import bot.conversational.domain.indexing.DeadLetters;
import java.time.Duration;

/** How far the search index is behind. */
public final class IndexingProbe implements Probe {

    private static final Duration TOO_OLD = Duration.ofMinutes(1);

    private final ChangeFeed changes;
    private final String consumer;
    private final DeadLetters deadLetters;

    public IndexingProbe(ChangeFeed changes, String consumer, DeadLetters deadLetters) {
        this.changes = changes;
        this.consumer = consumer;
        this.deadLetters = deadLetters;
    }

    @Override
    public String ask() {
        Lag lag = changes.lag(consumer);
        String line = lag.backlog() + " changes wait, the oldest for "
                + lag.age().toMillis() + " ms; " + deadLetters.count() + " dead letters";
        if (lag.age().compareTo(TOO_OLD) > 0) {
            throw new IllegalStateException(line);
        }
        return line;
    }
}
