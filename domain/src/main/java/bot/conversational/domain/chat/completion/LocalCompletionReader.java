package bot.conversational.domain.chat.completion;

import java.time.Duration;

/** Reads an answer of this node. */
final class LocalCompletionReader implements CompletionReader {

    private final CompletionLog log;
    private final boolean replayed;
    private final boolean known;
    private final Runnable leave;
    private int read;

    /** @param leave is called when the reader leaves, whether or not the answer is complete */
    LocalCompletionReader(CompletionLog log, boolean replayed, boolean known, Runnable leave) {
        this.log = log;
        this.replayed = replayed;
        this.known = known;
        this.leave = leave;
    }

    @Override
    public Step next(Duration patience) throws InterruptedException {
        Step step = log.next(read, patience);
        if (step instanceof Step.More more) {
            read += more.lines().size();
        }
        return step;
    }

    @Override
    public boolean isReplayed() {
        return replayed;
    }

    @Override
    public boolean isKnown() {
        return known;
    }

    @Override
    public void close() {
        leave.run();
    }
}
