package bot.conversational.application.health;

import bot.conversational.domain.search.ChangeFeed;
import bot.conversational.domain.search.ChangeFeed.Lag;
import java.time.Duration;

/** How far the search index is behind. */
public final class IndexingProbe implements Probe {

    private static final Duration TOO_OLD = Duration.ofMinutes(1);

    private final ChangeFeed changes;
    private final String consumer;

    public IndexingProbe(ChangeFeed changes, String consumer) {
        this.changes = changes;
        this.consumer = consumer;
    }

    @Override
    public String ask() {
        Lag lag = changes.lag(consumer);
        String line =
                lag.backlog() + " changes wait, the oldest for " + lag.age().toMillis() + " ms";
        if (lag.age().compareTo(TOO_OLD) > 0) {
            throw new IllegalStateException(line);
        }
        return line;
    }
}
